package dev.drover.engine.mysql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.value.Kind;

/**
 * Unsigned numbers of 64 bits need a decimal elsewhere. Not so those that number rows and
 * are far from the end, and all that refer to them: other engines number with signed ones
 * only, and both ends of a foreign key must be of one type.
 */
final class UnsignedKeys {

	private final Set<Place> narrow = new HashSet<>();

	private UnsignedKeys() {
	}

	static List<Table> narrowed(List<Table> tables) {
		UnsignedKeys keys = new UnsignedKeys();
		for (Table table : tables) {
			for (Column column : table.columns()) {
				if (column.identity() != null && column.identity().next() > 0) {
					keys.narrow.add(new Place(table.name(), column.name()));
				}
			}
		}
		List<Place.Reference> references = Place.references(tables);
		while (keys.spread(references)) {
			// until nothing refers to a narrow column that is not narrow itself
		}
		return tables.stream().map(keys::table).toList();
	}

	private boolean spread(List<Place.Reference> references) {
		boolean found = false;
		for (Place.Reference reference : references) {
			found |= this.narrow.contains(reference.to()) && this.narrow.add(reference.from());
		}
		return found;
	}

	private Table table(Table table) {
		List<Column> columns = new ArrayList<>();
		for (Column column : table.columns()) {
			boolean unsigned = column.type().declared().startsWith("bigint") && column.type().kind() == Kind.DECIMAL;
			columns.add((unsigned && this.narrow.contains(new Place(table.name(), column.name())))
					? column.withType(new ColumnType(Kind.INTEGER, 8, 0, column.type().declared())) : column);
		}
		return table.withColumns(columns);
	}

}
