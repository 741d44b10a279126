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

	private static final Row UNREADABLE = new Row(new Object[0], 0);

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
		return of(engine, connection, table, mostRows, mostNanos, null);
	}

	/**
	 * Reads a sample.
	 * @param look looks at the rows too, in time of its own; or {@code null}
	 */
	static Sample of(Engine engine, Connection connection, TableMapping table, long mostRows, long mostNanos,
			@Nullable ValueLook look) throws SQLException {
		long looked = 0;
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
				Row row = next(cursor, look);
				if (row == null) {
					break;
				}
				if (row == UNREADABLE) {
					rows++;
					now = System.nanoTime() - looked;
					continue;
				}
				long before = System.nanoTime();
				if (look != null) {
					look.row(row);
				}
				looked += System.nanoTime() - before;
				rows++;
				bytes += row.bytes();
				for (int i = 0; i < widths.length; i++) {
					widths[i] += Sizes.of(row.get(i));
				}
				now = System.nanoTime() - looked;
				if (rows <= mostRows / 2 && now - begun <= mostNanos / 2) {
					half = now;
					rowsBeforeHalf = rows;
				}
			}
		}
		long measured = rows - rowsBeforeHalf;
		long from = (measured > 0) ? half : begun;
		double divisor = Math.max(1, rows);
		return new Sample(rows, bytes,
				(System.nanoTime() - looked - from) / 1e9 / Math.max(1, (measured > 0) ? measured : rows),
				Arrays.stream(widths).mapToObj((width) -> width / divisor).toList());
	}

	/**
	 * A row that can't be read counts as one of no columns; without a look it is the
	 * last.
	 */
	private static @Nullable Row next(RowCursor cursor, @Nullable ValueLook look) throws SQLException {
		try {
			return cursor.next();
		}
		catch (ValueException ex) {
			if (look == null) {
				return null;
			}
			look.unreadable(ex);
			return UNREADABLE;
		}
	}

	long bytesOf(long allRows) {
		return (this.rows == 0) ? 0 : Math.round((double) this.bytes / this.rows * allRows);
	}

	double secondsOf(long allRows) {
		return this.secondsPerRow * allRows;
	}

}
