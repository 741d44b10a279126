package dev.drover.schema;

import java.util.List;
import java.util.stream.Stream;

import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.Key;
import dev.drover.engine.catalog.Table;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;

/**
 * Finds keys over columns whose type in the target can't be a part of one.
 */
final class KeyTypes {

	private final BothSides sides;

	KeyTypes(BothSides sides) {
		this.sides = sides;
	}

	/**
	 * Looks at the keys of a table.
	 * @param columns the target's columns, in the order of the source's
	 */
	void of(Table table, List<Column> columns) {
		for (Key key : Stream.concat(Stream.ofNullable(table.primaryKey()), table.uniques().stream()).toList()) {
			for (int i = 0; i < columns.size(); i++) {
				String name = table.columns().get(i).name();
				if (key.columns().contains(name) && !this.sides.target().indexable(columns.get(i).type())) {
					this.sides.add(ErrorCode.TYPE_001, Finding.Level.ERROR, table.name().display() + "." + name,
							"the column is a part of a key and would become " + columns.get(i).type().declared()
									+ ", of which " + this.sides.target().kind().displayName() + " makes no key",
							"give it a type such as " + this.sides.target().textTypeName() + " in mapping.columns");
				}
			}
		}
	}

}
