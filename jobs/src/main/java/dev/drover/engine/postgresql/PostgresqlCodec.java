package dev.drover.engine.postgresql;

import dev.drover.engine.catalog.Column;
import dev.drover.engine.jdbc.CastingCodec;
import dev.drover.engine.value.Kind;

/**
 * Casts by which nothing is cut off: an explicit cast to a type of limited length
 * shortens silently, so it is left to the assignment, which refuses.
 */
final class PostgresqlCodec extends CastingCodec {

	PostgresqlCodec() {
		super("text");
	}

	@Override
	public String parameter(Column column, Kind kind) {
		return switch (column.type().kind()) {
			case CHAR -> "?";
			case BITS -> "CAST(? AS bit varying)";
			default -> super.parameter(column, kind);
		};
	}

}
