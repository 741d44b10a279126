package dev.drover.chunk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.drover.engine.catalog.Table;

/**
 * How much rows count: one of a usual length as one, a longer one as more, by the bytes
 * that its database's catalog knows of.
 */
public final class Weights {

	/** Rows of usual length from which on a table is worth several partitions. */
	private static final long LEAST = 100_000;

	/** Each costs some steps, and all of them are known before the first begins. */
	private static final int PARTITIONS = 300;

	/** So that nobody of a large fleet is idle long before the last one ends. */
	private static final int FOR_EACH_SLOT = 5;

	/** More were never tried. */
	private static final int MOST_PARTITIONS = 10_000;

	/** A row up to this length takes as long as a shorter one. */
	private static final double USUAL_BYTES = 200;

	private final Map<String, Double> ofRows = new HashMap<>();

	private final double total;

	private final int partitions;

	/** Those of some tables of a source, worked off by one process. */
	public Weights(List<Table> tables) {
		this(tables, 0);
	}

	/**
	 * The same for a fleet.
	 * @param slots partitions that its workers can work on at a time
	 */
	public Weights(List<Table> tables, int slots) {
		this.partitions = Math.max(PARTITIONS, Math.min(MOST_PARTITIONS, FOR_EACH_SLOT * slots));
		double sum = 0;
		for (Table table : tables) {
			double each = ofRow(table);
			this.ofRows.put(table.name().display(), each);
			sum += each * Math.max(0, table.estimatedRows());
		}
		this.total = sum;
	}

	/** A row of a table; one where the catalog knows nothing. */
	static double ofRow(Table table) {
		boolean known = table.estimatedRows() > 0 && table.estimatedBytes() > 0;
		return known ? Math.max(1, table.estimatedBytes() / USUAL_BYTES / table.estimatedRows()) : 1;
	}

	/** A range of a table. */
	long of(TableSlice slice) {
		return Math.round(slice.rows() * this.ofRows.getOrDefault(slice.table(), 1.0));
	}

	/**
	 * From where on a partition is full, so that there are some hundred, or some for each
	 * slot of a fleet, but for the tables that fill one by themselves.
	 */
	public long full() {
		return Math.max(LEAST, Math.round(this.total / this.partitions));
	}

}
