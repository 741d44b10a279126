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
 * How a table reads, measured on its first rows.
 *
 * @param rows rows read
 * @param bytes their bytes
 * @param seconds time it took
 */
record Sample(long rows, long bytes, double seconds) {

	private static final long MOST_ROWS = 5_000;

	private static final long MOST_NANOS = 300_000_000;

	static Sample of(Engine engine, Connection connection, TableMapping table) throws SQLException {
		long begun = System.nanoTime();
		long rows = 0;
		long bytes = 0;
		try (RowCursor cursor = engine.read(connection,
				new TableRead(table.source().name(), table.sourceColumns(), table.source().rowKey(), KeyRange.ALL))) {
			while (rows < MOST_ROWS && System.nanoTime() - begun < MOST_NANOS) {
				Row row = cursor.next();
				if (row == null) {
					break;
				}
				rows++;
				bytes += row.bytes();
			}
		}
		return new Sample(rows, bytes, (System.nanoTime() - begun) / 1e9);
	}

	long bytesOf(long allRows) {
		return (this.rows == 0) ? 0 : Math.round((double) this.bytes / this.rows * allRows);
	}

	double secondsOf(long allRows) {
		return (this.rows == 0) ? 0 : this.seconds / this.rows * allRows;
	}

}
