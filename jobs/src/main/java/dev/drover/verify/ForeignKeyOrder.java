package dev.drover.verify;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.TableName;
import dev.drover.schema.TableMapping;

/**
 * Tables in the order of their foreign keys, as far as there are no circles.
 */
final class ForeignKeyOrder {

	private ForeignKeyOrder() {
	}

	static List<TableMapping> parentsFirst(List<TableMapping> tables) {
		List<TableMapping> open = new ArrayList<>(tables);
		List<TableMapping> sorted = new ArrayList<>();
		while (!open.isEmpty()) {
			Set<TableName> waiting = new LinkedHashSet<>(open.stream().map((table) -> table.target().name()).toList());
			TableMapping next = open.stream()
				.filter((table) -> table.target()
					.foreignKeys()
					.stream()
					.noneMatch((key) -> !key.referencedTable().equals(table.target().name())
							&& waiting.contains(key.referencedTable())))
				.findFirst()
				.orElse(open.get(0));
			open.remove(next);
			sorted.add(next);
		}
		return sorted;
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
