package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.jdbc.Statements;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;

/**
 * Servers that take no new table without a primary key. Only an administrator's session
 * could be told otherwise, and who sets this wants it so: for the server's replicas.
 */
final class RequiredKeys {

	/**
	 * MySQL's, which a server that adds keys by itself does not ask for; and MariaDB's.
	 */
	private static final String SETTINGS = "SHOW VARIABLES WHERE Variable_name IN ('sql_require_primary_key',"
			+ " 'innodb_force_primary_key', 'sql_generate_invisible_primary_key') AND Value = 'ON'";

	private static final String ADDS_THEM = "sql_generate_invisible_primary_key";

	private RequiredKeys() {
	}

	static List<Finding> of(Connection target, Catalog wanted) throws SQLException {
		List<String> on = Statements.strings(target, SETTINGS);
		if (on.isEmpty() || on.contains(ADDS_THEM)) {
			return List.of();
		}
		Set<String> there = new HashSet<>();
		Statements.query(target, "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()",
				(row) -> there.add(row.getString(1).toLowerCase(Locale.ROOT)));
		return wanted.tables()
			.stream()
			.filter((table) -> table.primaryKey() == null
					&& !there.contains(table.name().name().toLowerCase(Locale.ROOT)))
			.map((table) -> finding(table, on.get(0)))
			.toList();
	}

	private static Finding finding(Table table, String setting) {
		String name = table.name().display();
		return new Finding(ErrorCode.SCHEMA_011, Finding.Level.ERROR, name,
				"the table " + name + " has no primary key, without which the target takes none (" + setting
						+ " is ON)",
				"give it one in the source, exclude it in scope.tables, or let an administrator say SET GLOBAL "
						+ setting + " = OFF for the time of the migration");
	}

}
