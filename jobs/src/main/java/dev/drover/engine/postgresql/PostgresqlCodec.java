package dev.drover.engine.postgresql;

import java.sql.PreparedStatement;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Hazards;
import dev.drover.engine.ValueException;
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

	/** The driver would put a question mark in place of what is no character. */
	@Override
	public void bind(PreparedStatement statement, int index, Column column, Kind kind, @Nullable Object value)
			throws SQLException {
		if (value instanceof String text && !Hazards.isText(text)) {
			throw ValueException.notHeld(column, text);
		}
		super.bind(statement, index, column, kind, value);
	}

}
