package dev.drover.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.schema.TableMapping;
import dev.drover.schema.TableOrder;

/**
 * Tables in the order of their foreign keys, as far as there are no circles.
 */
final class ForeignKeyOrder {

	private ForeignKeyOrder() {
	}

	static List<TableMapping> parentsFirst(List<TableMapping> tables) {
		return TableOrder.sorted(tables, (table) -> table.target().name(),
				(table) -> table.target()
					.foreignKeys()
					.stream()
					.map(ForeignKey::referencedTable)
					.collect(Collectors.toSet()));
	}

	/**
	 * Positions of the columns that refer to other rows, may be NULL and are not of the
	 * key.
	 */
	static List<Integer> nullableReferences(TableMapping table) {
		Set<String> references = new HashSet<>();
		table.target().foreignKeys().forEach((key) -> references.addAll(key.columns()));
		List<Integer> positions = new ArrayList<>();
		for (int i = 0; i < table.columns().size(); i++) {
			Column column = table.columns().get(i).target();
			if (column.nullable() && references.contains(column.name()) && !table.keyPositions().contains(i)) {
				positions.add(i);
			}
		}
		return positions;
	}

}
