package dev.drover.verify;

import java.util.List;

import dev.drover.engine.value.Row;

/**
 * What makes one row of the target what it is to be.
 *
 * @param kind how it differs
 * @param row the row: the target's if it is {@code EXTRA}, else the source's
 * @param columns names of the source's columns that differ; empty unless changed
 */
record RowChange(Difference.Kind kind, Row row, List<String> columns) {

	RowChange {
		columns = List.copyOf(columns);
	}

	boolean deletes() {
		return this.kind == Difference.Kind.EXTRA;
	}

}
