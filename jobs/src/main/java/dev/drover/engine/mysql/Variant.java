package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.drover.engine.EngineKind;
import dev.drover.engine.TableCase;
import dev.drover.engine.jdbc.Statements;

/**
 * What a server is.
 *
 * @param kind MySQL or MariaDB
 * @param version its version as one number, such as 80033 for 8.0.33
 * @param tableCase what becomes of case in names of tables
 */
record Variant(EngineKind kind, int version, TableCase tableCase) {

	/** What is assumed before a server was asked. */
	static final Variant UNKNOWN = new Variant(EngineKind.MYSQL, 80017, TableCase.EXACT);

	/** The other product, before a server was asked. */
	static final Variant UNKNOWN_MARIADB = new Variant(EngineKind.MARIADB, 100600, TableCase.EXACT);

	private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)\\.(\\d+)");

	/** MySQL's collation without padding came with 8.0.17. */
	private static final int NO_PAD_MYSQL = 80017;

	static Variant of(Connection connection) throws SQLException {
		List<Variant> found = new ArrayList<>();
		Statements.query(connection, "SELECT version(), @@lower_case_table_names",
				(row) -> found.add(of(row.getString(1), row.getInt(2))));
		return found.get(0);
	}

	private static Variant of(String version, int lowerCaseTableNames) {
		Matcher matcher = VERSION.matcher(version);
		int number = matcher.find() ? 10_000 * Integer.parseInt(matcher.group(1))
				+ 100 * Integer.parseInt(matcher.group(2)) + Integer.parseInt(matcher.group(3)) : 0;
		return new Variant(version.contains("MariaDB") ? EngineKind.MARIADB : EngineKind.MYSQL, number,
				TableCase.of(lowerCaseTableNames));
	}

	boolean mariadb() {
		return this.kind == EngineKind.MARIADB;
	}

	boolean readsJsonAsTable() {
		return this.version >= (mariadb() ? 100600 : 80004);
	}

	/**
	 * The collation under which two texts are equal exactly when each character is,
	 * blanks at the end included.
	 */
	String exactCollation() {
		if (mariadb()) {
			return "utf8mb4_nopad_bin";
		}
		return (this.version >= NO_PAD_MYSQL) ? "utf8mb4_0900_bin" : "utf8mb4_bin";
	}

}
