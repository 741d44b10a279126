package dev.drover.engine;

import dev.drover.engine.catalog.Table;
import dev.drover.engine.value.Kind;

/**
 * What an engine's files hold beside the values themselves; measured on real schemas, for
 * estimates only.
 *
 * @param row bytes of each row
 * @param column bytes of each column of a row
 * @param entry bytes of each entry of an index
 * @param fill the part of a page that holds something, above 0, at most 1
 * @param ordered by which keys a table is stored itself, so that they need no index
 */
public record Footprint(int row, int column, int entry, double fill, Ordered ordered) {

	/** Whether the table's primary key costs an index of its own. */
	public boolean indexesPrimaryKey(Table table) {
		return switch (this.ordered) {
			case BY_NO_KEY -> true;
			case BY_PRIMARY_KEY -> false;
			case BY_WHOLE_NUMBER -> table.rowKey().size() != 1 || table.rowKey().get(0).type().kind() != Kind.INTEGER;
		};
	}

	/** How rows lie in a table. */
	public enum Ordered {

		/** Anywhere. */
		BY_NO_KEY,
		/** By the primary key. */
		BY_PRIMARY_KEY,
		/** By the primary key if it is one whole number. */
		BY_WHOLE_NUMBER

	}

}
