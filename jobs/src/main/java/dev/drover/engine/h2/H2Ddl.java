package dev.drover.engine.h2;

import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Key;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.jdbc.LaterKeysDdl;
import dev.drover.engine.jdbc.SqlText;
import dev.drover.engine.value.Kind;

/**
 * H2's own words.
 */
final class H2Ddl extends LaterKeysDdl {

	H2Ddl(Dialect dialect) {
		super(dialect);
	}

	/**
	 * H2 keeps a table in the order of its primary key: one that comes after the rows
	 * lets it make the table anew, with thousands of whole rows in memory.
	 */
	@Override
	protected List<String> definitions(Table table) {
		List<String> parts = new ArrayList<>(super.definitions(table));
		Key key = table.primaryKey();
		if (key != null) {
			parts.add(definition(key, "PRIMARY KEY"));
		}
		return parts;
	}

	@Override
	protected String randomUuid() {
		return "RANDOM_UUID()";
	}

	/** A text as the default of a JSON column would become a JSON string. */
	@Override
	protected String literalDefault(Column column, String value) {
		return ((column.type().kind() == Kind.JSON) ? "JSON " : "") + SqlText.literal(value);
	}

	@Override
	public String addForeignKey(Table table, ForeignKey foreignKey) {
		return super.addForeignKey(table, foreignKey) + (foreignKey.validated() ? "" : " NOCHECK");
	}

}
