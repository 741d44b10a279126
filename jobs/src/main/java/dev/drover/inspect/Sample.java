package dev.drover.inspect;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Engine;
import dev.drover.engine.RowCursor;
import dev.drover.engine.TableRead;
import dev.drover.engine.ValueException;
import dev.drover.engine.value.KeyRange;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.Sizes;
import dev.drover.schema.TableMapping;

/**
 * How a table reads, measured on its first rows. Speed is that of the second half, since
 * the first is read while everything is still cold.
 *
 * @param rows rows read
 * @param bytes their bytes
 * @param secondsPerRow time a row takes
 * @param columns bytes of each column's value, on average
 */
record Sample(long rows, long bytes, double secondsPerRow, List<Double> columns) {

	/** Most rows that a look reads of a table. */
	static final long LOOK_ROWS = 20_000;

	/** Most time, in nanoseconds, that a look takes for a table. */
	static final long LOOK_NANOS = 500_000_000;

	/** What is known of a table that can't be read. */
	static Sample none(TableMapping table) {
		return new Sample(0, 0, 0, Collections.nCopies(table.columns().size(), 0.0));
	}

	static Sample of(Engine engine, Connection connection, TableMapping table, long mostRows, long mostNanos)
			throws SQLException {
		long begun = System.nanoTime();
		long half = begun;
		long rowsBeforeHalf = 0;
		long rows = 0;
		long bytes = 0;
		long[] widths = new long[table.columns().size()];
		try (RowCursor cursor = engine.read(connection,
				new TableRead(table.source().name(), table.sourceColumns(), table.source().rowKey(), KeyRange.ALL))) {
			long now = begun;
			while (rows < mostRows && now - begun < mostNanos) {
				Row row = next(cursor);
				if (row == null) {
					break;
				}
				rows++;
				bytes += row.bytes();
				for (int i = 0; i < widths.length; i++) {
					widths[i] += Sizes.of(row.get(i));
				}
				now = System.nanoTime();
				if (rows <= mostRows / 2 && now - begun <= mostNanos / 2) {
					half = now;
					rowsBeforeHalf = rows;
				}
			}
		}
		long measured = rows - rowsBeforeHalf;
		long from = (measured > 0) ? half : begun;
		double divisor = Math.max(1, rows);
		return new Sample(rows, bytes, (System.nanoTime() - from) / 1e9 / Math.max(1, (measured > 0) ? measured : rows),
				Arrays.stream(widths).mapToObj((width) -> width / divisor).toList());
	}

	/** A value that can't be read ends the sample; the copy names it. */
	private static @Nullable Row next(RowCursor cursor) throws SQLException {
		try {
			return cursor.next();
		}
		catch (ValueException ex) {
			return null;
		}
	}

	long bytesOf(long allRows) {
		return (this.rows == 0) ? 0 : Math.round((double) this.bytes / this.rows * allRows);
	}

	double secondsOf(long allRows) {
		return this.secondsPerRow * allRows;
	}

}
