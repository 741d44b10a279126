package dev.drover.engine.live;

import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.Table;

/**
 * One table that is followed.
 *
 * @param table the table as its catalog has it
 * @param queue a short name that no other watched table of the database has
 */
public record Watched(Table table, String queue) {

	/** The columns by which its rows are noted; never empty. */
	public List<Column> key() {
		return this.table.rowKey();
	}

	/**
	 * The columns of its queue that hold the noted keys: of the same types, under names
	 * of their own, and NULL where a note means the whole table.
	 */
	public List<Column> noted() {
		List<Column> columns = new ArrayList<>();
		for (Column column : key()) {
			columns
				.add(new Column("k" + (columns.size() + 1), column.type(), true, null, null, null, column.collation()));
		}
		return columns;
	}

}
