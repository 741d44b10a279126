package dev.drover.engine.h2;

import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ForeignKey;
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
