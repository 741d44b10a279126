package dev.drover.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.drover.engine.value.Row;

/**
 * The keys that a row may have in the source, where the plan turns a column of the key
 * into another type.
 */
public final class SourceKeys implements Function<Row, List<Row>> {

	private final TableMapping mapping;

	private final List<Integer> converted;

	/**
	 * Creates it.
	 * @param key where the key stands in a row
	 */
	public SourceKeys(TableMapping mapping, List<Integer> key) {
		this.mapping = mapping;
		this.converted = key.stream().filter((position) -> mapping.columns().get(position).override() != null).toList();
	}

	@Override
	public List<Row> apply(Row row) {
		List<Row> rows = List.of(row);
		for (int position : this.converted) {
			ColumnMapping column = this.mapping.columns().get(position);
			Object value = row.get(position);
			TypeOverride override = column.override();
			if (value != null && override != null) {
				rows = with(rows, position, override.conversion().origins(column.source().type().kind(), value));
			}
		}
		return rows;
	}

	private static List<Row> with(List<Row> rows, int position, List<Object> values) {
		List<Row> all = new ArrayList<>();
		for (Row row : rows) {
			values.forEach((value) -> all.add(row.with(position, value)));
		}
		return all;
	}

}
