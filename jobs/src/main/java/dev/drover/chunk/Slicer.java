package dev.drover.chunk;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Engine;
import dev.drover.engine.KeyCuts;
import dev.drover.engine.RowCursor;
import dev.drover.engine.TableRead;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.value.KeyRange;
import dev.drover.engine.value.KeyTuple;

/**
 * Cuts a table into ranges of about equally many rows. Where its database can't cut it by
 * itself, the key is walked in the order of that database, so that gaps, collations and
 * composite keys make no difference. First and last range are open.
 */
public final class Slicer {

	/**
	 * Bounds kept while the number of rows is not known yet, and most ranges of a table.
	 */
	private static final int BOUNDS = 256;

	/** More ranges only where each would be very long: every one costs a few steps. */
	private static final int USUAL_RANGES = 16;

	/** Rows up to which a range is not too long. */
	private static final long LONG_RANGE = 2_000_000;

	/** However long its rows are, a range has so many. */
	private static final long LEAST_ROWS = 50;

	private final Engine engine;

	private final long sliceRows;

	/**
	 * Creates a slicer.
	 * @param engine the source's engine
	 * @param sliceRows rows of usual length from which on a table is worth a further
	 * range
	 */
	public Slicer(Engine engine, long sliceRows) {
		this.engine = engine;
		this.sliceRows = sliceRows;
	}

	/** The table's ranges; one without a key. */
	public List<TableSlice> slices(Connection connection, Table table) throws SQLException {
		double each = Weights.ofRow(table);
		KeyCuts cuts = this.engine.cuts(connection, table, (rows) -> ranges(rows, each));
		if (cuts != null) {
			return slices(table.name().display(), cuts);
		}
		List<Column> key = table.rowKey();
		Bounds bounds = new Bounds();
		try (RowCursor cursor = this.engine.read(connection,
				new TableRead(table.name(), List.of(), key, KeyRange.ALL))) {
			while (cursor.next() != null) {
				bounds.row(key.isEmpty() ? null : cursor);
			}
		}
		return bounds.slices(table.name().display(), this, each);
	}

	private int ranges(long rows, double each) {
		long weight = Math.round(rows * each);
		long usual = Math.min(USUAL_RANGES, weight / this.sliceRows);
		long most = Math.min(BOUNDS, rows / LEAST_ROWS);
		return (int) Math.max(1, Math.min(most, Math.max(usual, weight / Math.max(LONG_RANGE, this.sliceRows))));
	}

	private static List<TableSlice> slices(String table, KeyCuts cuts) {
		List<TableSlice> slices = new ArrayList<>();
		long each = cuts.rows() / (cuts.cuts().size() + 1);
		String after = null;
		for (KeyTuple cut : cuts.cuts()) {
			String through = cut.encode();
			slices.add(new TableSlice(table, after, through, each));
			after = through;
		}
		slices.add(new TableSlice(table, after, null, cuts.rows() - each * cuts.cuts().size()));
		return slices;
	}

	/** Every {@code step}-th key; the step doubles when there are too many. */
	private static final class Bounds {

		private List<KeyTuple> keys = new ArrayList<>();

		private long step = 1000;

		private long rows;

		void row(@Nullable RowCursor cursor) throws SQLException {
			this.rows++;
			if (cursor == null || this.rows % this.step != 0) {
				return;
			}
			this.keys.add(cursor.key());
			if (this.keys.size() == BOUNDS) {
				List<KeyTuple> half = new ArrayList<>();
				for (int i = 1; i < BOUNDS; i += 2) {
					half.add(this.keys.get(i));
				}
				this.keys = half;
				this.step *= 2;
			}
		}

		List<TableSlice> slices(String table, Slicer slicer, double each) {
			long sliceRows = Math.max(Math.round(slicer.sliceRows / each), this.rows / slicer.ranges(this.rows, each));
			List<TableSlice> slices = new ArrayList<>();
			String after = null;
			long done = 0;
			for (int i = 0; i < this.keys.size(); i++) {
				long here = (i + 1) * this.step;
				if (here - done >= sliceRows && this.rows - here >= sliceRows / 2) {
					String through = this.keys.get(i).encode();
					slices.add(new TableSlice(table, after, through, here - done));
					after = through;
					done = here;
				}
			}
			slices.add(new TableSlice(table, after, null, this.rows - done));
			return slices;
		}

	}

}
