package dev.drover.inspect;

import java.sql.Connection;
import java.sql.SQLException;

import dev.drover.engine.Engine;
import dev.drover.engine.RowCursor;
import dev.drover.engine.TableRead;
import dev.drover.engine.value.KeyRange;
import dev.drover.engine.value.Row;
import dev.drover.schema.TableMapping;

/**
 * How a table reads, measured on its first rows. Speed is that of the second half, since
 * the first is read while everything is still cold.
 *
 * @param rows rows read
 * @param bytes their bytes
 * @param secondsPerRow time a row takes
 */
record Sample(long rows, long bytes, double secondsPerRow) {

	private static final long MOST_ROWS = 20_000;

	private static final long MOST_NANOS = 500_000_000;

	static Sample of(Engine engine, Connection connection, TableMapping table) throws SQLException {
		long begun = System.nanoTime();
		long half = begun;
		long rowsBeforeHalf = 0;
		long rows = 0;
		long bytes = 0;
		try (RowCursor cursor = engine.read(connection,
				new TableRead(table.source().name(), table.sourceColumns(), table.source().rowKey(), KeyRange.ALL))) {
			long now = begun;
			while (rows < MOST_ROWS && now - begun < MOST_NANOS) {
				Row row = cursor.next();
				if (row == null) {
					break;
				}
				rows++;
				bytes += row.bytes();
				now = System.nanoTime();
				if (rows <= MOST_ROWS / 2 && now - begun <= MOST_NANOS / 2) {
					half = now;
					rowsBeforeHalf = rows;
				}
			}
		}
		long measured = rows - rowsBeforeHalf;
		long from = (measured > 0) ? half : begun;
		return new Sample(rows, bytes,
				(System.nanoTime() - from) / 1e9 / Math.max(1, (measured > 0) ? measured : rows));
	}

	long bytesOf(long allRows) {
		return (this.rows == 0) ? 0 : Math.round((double) this.bytes / this.rows * allRows);
	}

	double secondsOf(long allRows) {
		return this.secondsPerRow * allRows;
	}

}
