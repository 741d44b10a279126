package dev.drover.schema;

import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.catalog.Table;

/**
 * The order in which rows leave tables: those that refer to others first, as far as there
 * are no circles.
 */
final class RemovalOrder {

	private RemovalOrder() {
	}

	static List<Table> childrenFirst(List<Table> tables) {
		List<Table> open = new ArrayList<>(tables);
		List<Table> sorted = new ArrayList<>();
		while (!open.isEmpty()) {
			Table next = open.stream()
				.filter((table) -> open.stream().noneMatch((other) -> other != table && refers(other, table)))
				.findFirst()
				.orElse(open.get(0));
			open.remove(next);
			sorted.add(next);
		}
		return sorted;
	}

	/** Whether rows of a table refer to others of it. */
	static boolean refersToItself(Table table) {
		return refers(table, table);
	}

	private static boolean refers(Table table, Table parent) {
		return table.foreignKeys().stream().anyMatch((key) -> key.referencedTable().equals(parent.name()));
	}

}
