package dev.drover.verify;

import java.util.List;

import dev.drover.engine.value.Row;
import dev.drover.plan.DataTransfer;
import dev.drover.schema.TableMapping;

/**
 * How a table is compared that held rows before the migration: only the rows that it
 * brought are looked at, and what the plan's {@code data.replace} leaves alone is no
 * difference.
 *
 * @param condition says in SQL which rows of the target the migration brought; empty if
 * that is not known any more
 * @param replace what became of rows that were there
 */
public record HeldBefore(String condition, DataTransfer.Replace replace) {

	/** Whether a row of the source was left out because the target had it. */
	boolean skips(Difference.Kind kind) {
		return this.replace == DataTransfer.Replace.NONE && kind == Difference.Kind.MISSING;
	}

	/** Whether a row is only there because it was there before. */
	boolean unknown(Difference.Kind kind) {
		return kind == Difference.Kind.EXTRA && this.condition.isEmpty();
	}

	/** Those of the columns that differ against the plan's will. */
	List<String> differing(TableMapping mapping, Row source, List<String> columns) {
		if (this.replace != DataTransfer.Replace.MERGE) {
			return columns;
		}
		List<String> names = mapping.columns().stream().map((column) -> column.source().name()).toList();
		return columns.stream().filter((column) -> source.get(names.indexOf(column)) != null).toList();
	}

}
