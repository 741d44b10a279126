package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;

import org.postgresql.PGConnection;

import dev.drover.engine.value.Kind;

/**
 * Databases of the encoding SQL_ASCII, which takes any bytes for text. A server that is
 * asked for such a text ends the whole statement; asked for its bytes it gives them, and
 * the row can be named.
 */
final class SqlAscii {

	private SqlAscii() {
	}

	static boolean isEncodingOf(Connection connection) throws SQLException {
		return "SQL_ASCII".equals(connection.unwrap(PGConnection.class).getParameterStatus("server_encoding"));
	}

	/** The expression for a value of that kind, where it would be sent as text. */
	static String asBytes(String expression, Kind kind) {
		return switch (kind) {
			case BOOLEAN, INTEGER, FLOAT4, FLOAT8, BYTES -> expression;
			default -> "convert_to(CAST(" + expression + " AS text), 'SQL_ASCII')";
		};
	}

}
