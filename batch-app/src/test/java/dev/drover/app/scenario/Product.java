package dev.drover.app.scenario;

import java.util.Locale;

/**
 * An engine as the tests see it, without a word from Drover: how it lists its tables, how
 * it prints a value, how it spells a name that nobody quoted.
 */
enum Product {

	POSTGRESQL(
			"SELECT schemaname, tablename FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
					+ " ORDER BY 1, 2"),
	SQLITE("SELECT NULL, name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY 2"),
	H2("SELECT table_schema, table_name FROM information_schema.tables WHERE table_type = 'BASE TABLE'"
			+ " AND table_schema <> 'INFORMATION_SCHEMA' ORDER BY 1, 2"),
	MYSQL(Product.OF_DATABASE), MARIADB(Product.OF_DATABASE);

	private static final String OF_DATABASE = "SELECT NULL, table_name FROM information_schema.tables"
			+ " WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY 2";

	private final String tables;

	Product(String tables) {
		this.tables = tables;
	}

	String tables() {
		return this.tables;
	}

	boolean mysql() {
		return this == MYSQL || this == MARIADB;
	}

	/** A name in quotes. */
	String quote(String name) {
		return mysql() ? "`" + name.replace("`", "``") + "`" : '"' + name.replace("\"", "\"\"") + '"';
	}

	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	String nativeName(String name) {
		return switch (this) {
			case POSTGRESQL -> name.toLowerCase(Locale.ROOT);
			case H2 -> name.toUpperCase(Locale.ROOT);
			case SQLITE, MYSQL, MARIADB -> name;
		};
	}

	/** The exact stored value as the engine itself spells it, its storage type too. */
	String exact(String column, String type) {
		return switch (this) {
			case POSTGRESQL -> "CAST(" + column + " AS text)";
			case SQLITE -> "typeof(" + column + ") || ' ' || CASE typeof(" + column + ") WHEN 'text' THEN hex(" + column
					+ ") WHEN 'real' THEN printf('%!.17g', " + column + ") ELSE quote(" + column + ") END";
			case MYSQL, MARIADB -> type.matches("GEOMETRY|BIT.*|.*BLOB|.*BINARY") ? "HEX(" + column + ")"
					: type.matches("FLOAT") ? "CAST(" + column + " AS DOUBLE)" : "CAST(" + column + " AS CHAR)";
			case H2 -> type.startsWith("JAVA_OBJECT") ? "RAWTOHEX(CAST(" + column + " AS VARBINARY))"
					: type.startsWith("BINARY") ? "RAWTOHEX(" + column + ")" : "CAST(" + column + " AS VARCHAR)";
		};
	}

}
