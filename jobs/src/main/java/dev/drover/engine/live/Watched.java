package dev.drover.engine.live;

import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.value.Kind;

/**
 * One table that is followed.
 *
 * @param table the table as its catalog has it
 * @param queue a short name that no other watched table of the database has
 */
public record Watched(Table table, String queue) {

	/**
	 * The columns by which its rows are noted; never empty. Of a table without a key one
	 * column, so that a note says that something has changed, and not what.
	 */
	public List<Column> key() {
		return keyless() ? List.of(marking()) : this.table.rowKey();
	}

	/** Whether each of its notes means the whole table. */
	public boolean keyless() {
		return this.table.rowKey().isEmpty();
	}

	/** The smaller the better, since each change leaves it in the queue. */
	private Column marking() {
		List<Column> stored = this.table.columns().stream().filter(Column::stored).toList();
		return stored.stream()
			.filter((column) -> column.type().kind() == Kind.INTEGER)
			.findFirst()
			.orElseGet(() -> stored.get(0));
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
