package dev.drover.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import dev.drover.engine.Footprint;
import dev.drover.engine.catalog.Index;
import dev.drover.engine.catalog.Key;
import dev.drover.engine.catalog.Table;
import dev.drover.schema.TableMapping;

/**
 * How large tables are likely to become in the target.
 *
 * @param tableBytes bytes of the rows
 * @param indexBytes bytes of keys and indexes
 */
record SpaceNeed(long tableBytes, long indexBytes) {

	static final SpaceNeed NONE = new SpaceNeed(0, 0);

	/** What an index or a table of next to nothing takes. */
	private static final long LEAST_BYTES = 8192;

	static SpaceNeed of(Footprint footprint, TableMapping table, long rows, Sample sample) {
		double row = footprint.row() + (double) footprint.column() * table.columns().size()
				+ sample.columns().stream().mapToDouble(Double::doubleValue).sum();
		double indexes = 0;
		long index = 0;
		for (List<String> columns : indexed(footprint, table.target())) {
			double entry = footprint.entry() + columns.stream().mapToDouble((name) -> width(table, name, sample)).sum();
			indexes += entry * rows / footprint.fill();
			index += LEAST_BYTES;
		}
		return new SpaceNeed(LEAST_BYTES + Math.round(row * rows / footprint.fill()), index + Math.round(indexes));
	}

	/** The columns of each index, also of those behind keys; an expression is none. */
	private static List<List<String>> indexed(Footprint footprint, Table table) {
		List<List<String>> indexed = new ArrayList<>();
		Key primary = table.primaryKey();
		if (primary != null && footprint.indexesPrimaryKey(table)) {
			indexed.add(primary.columns());
		}
		table.uniques().forEach((key) -> indexed.add(key.columns()));
		for (Index index : table.indexes()) {
			indexed.add(index.parts().stream().map(Index.Part::column).filter(Objects::nonNull).toList());
		}
		return indexed;
	}

	private static double width(TableMapping table, String column, Sample sample) {
		for (int i = 0; i < table.columns().size(); i++) {
			if (table.columns().get(i).target().name().equals(column)) {
				return sample.columns().get(i);
			}
		}
		return 0;
	}

	long bytes() {
		return this.tableBytes + this.indexBytes;
	}

	SpaceNeed plus(SpaceNeed other) {
		return new SpaceNeed(this.tableBytes + other.tableBytes, this.indexBytes + other.indexBytes);
	}

}
