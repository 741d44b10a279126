package dev.drover.engine.postgresql;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import dev.drover.engine.Dialect;
import dev.drover.engine.jdbc.SqlText;

/**
 * PostgreSQL folds unquoted names to lower case.
 */
final class PostgresqlDialect implements Dialect {

	private static final int LONGEST_NAME = 63;

	private static final Set<String> HIDDEN_COLUMNS = Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid");

	@Override
	public String nativeName(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

	@Override
	public boolean takesColumn(String name) {
		return !HIDDEN_COLUMNS.contains(name);
	}

	@Override
	public int longestName() {
		return LONGEST_NAME;
	}

	@Override
	public String droverTable(String name) {
		return "drover." + quote(nativeName(name));
	}

	@Override
	public List<String> createDroverHome() {
		return List.of("CREATE SCHEMA IF NOT EXISTS drover");
	}

	/** Two migrations may do so at once. */
	@Override
	public List<String> showToAll(String table) {
		return List.of("DO $$BEGIN PERFORM pg_catalog.pg_advisory_xact_lock(" + PostgresqlLive.HOME_LOCK + ");"
				+ " IF EXISTS (SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = 'drover'"
				+ " AND pg_catalog.pg_has_role(nspowner, 'USAGE')"
				+ " AND NOT pg_catalog.has_schema_privilege('public', oid, 'USAGE'))"
				+ " THEN GRANT USAGE ON SCHEMA drover TO PUBLIC; END IF;"
				+ " IF EXISTS (SELECT 1 FROM pg_catalog.pg_class WHERE oid = " + SqlText.literal(table)
				+ "::pg_catalog.regclass AND pg_catalog.pg_has_role(relowner, 'USAGE')"
				+ " AND NOT pg_catalog.has_table_privilege('public', oid, 'SELECT')) THEN GRANT SELECT ON " + table
				+ " TO PUBLIC; END IF; END$$");
	}

	@Override
	public List<String> dropDroverHome() {
		return List.of("DROP SCHEMA IF EXISTS drover RESTRICT");
	}

	/** Rows that are deleted stay until a vacuum, which never comes to such a table. */
	@Override
	public String emptyTemporary(String table) {
		return "TRUNCATE " + table;
	}

	@Override
	public String overridingIdentity() {
		return " OVERRIDING SYSTEM VALUE";
	}

	@Override
	public String settingKnown(List<String> key, List<String> columns) {
		return " ON CONFLICT (" + quoteAll(key) + ") DO "
				+ (columns.isEmpty() ? "NOTHING"
						: "UPDATE SET " + columns.stream()
							.map((column) -> quote(column) + " = excluded." + quote(column))
							.collect(Collectors.joining(", ")));
	}

	@Override
	public String lockHome() {
		return "SELECT CAST(pg_catalog.pg_try_advisory_lock(" + PostgresqlLive.HOME_LOCK + ") AS integer)";
	}

	@Override
	public String unlockHome(boolean done) {
		return "SELECT pg_catalog.pg_advisory_unlock(" + PostgresqlLive.HOME_LOCK + ")";
	}

}
