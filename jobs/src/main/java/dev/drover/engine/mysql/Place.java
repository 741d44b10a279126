package dev.drover.engine.mysql;

import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;

/**
 * A column among those of several tables.
 *
 * @param table the table's name
 * @param column the column's name
 */
record Place(TableName table, String column) {

	/** Which column refers to which, by the foreign keys of the tables. */
	static List<Reference> references(List<Table> tables) {
		List<Reference> references = new ArrayList<>();
		for (Table table : tables) {
			for (ForeignKey key : table.foreignKeys()) {
				for (int i = 0; i < key.columns().size(); i++) {
					references.add(new Reference(new Place(table.name(), key.columns().get(i)),
							new Place(key.referencedTable(), key.referencedColumns().get(i))));
				}
			}
		}
		return references;
	}

	/**
	 * A part of a foreign key.
	 *
	 * @param from the column that refers
	 * @param to the column that it refers to
	 */
	record Reference(Place from, Place to) {

	}

}
