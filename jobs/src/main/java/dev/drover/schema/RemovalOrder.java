package dev.drover.schema;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;

/**
 * The order in which rows leave tables: those that refer to others first, as far as there
 * are no circles.
 */
final class RemovalOrder {

	private RemovalOrder() {
	}

	static List<Table> childrenFirst(List<Table> tables) {
		Map<TableName, Set<TableName>> children = new HashMap<>();
		for (Table table : tables) {
			table.foreignKeys()
				.forEach((key) -> children.computeIfAbsent(key.referencedTable(), (parent) -> new HashSet<>())
					.add(table.name()));
		}
		return TableOrder.sorted(tables, Table::name, (table) -> children.getOrDefault(table.name(), Set.of()));
	}

	/** Whether rows of a table refer to others of it. */
	static boolean refersToItself(Table table) {
		return refers(table, table);
	}

	private static boolean refers(Table table, Table parent) {
		return table.foreignKeys().stream().anyMatch((key) -> key.referencedTable().equals(parent.name()));
	}

}
