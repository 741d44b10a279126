package dev.drover.verify;

import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.value.Row;

/**
 * Counts all differences of a table and keeps the first of them.
 */
final class KeptDifferences implements DifferenceSink {

	/** Most differences that are kept with their keys. */
	private static final int KEPT = 10_000;

	private final String table;

	private final List<Integer> key;

	private final List<Difference> kept = new ArrayList<>();

	private long count;

	KeptDifferences(String table, List<Integer> key) {
		this.table = table;
		this.key = key;
	}

	@Override
	public void differs(Difference.Kind kind, Row row, List<String> columns) {
		this.count++;
		if (this.kept.size() < KEPT) {
			this.kept.add(new Difference(this.table, kind, SideReader.display(row, this.key), columns));
		}
	}

	long count() {
		return this.count;
	}

	List<Difference> kept() {
		return this.kept;
	}

}
