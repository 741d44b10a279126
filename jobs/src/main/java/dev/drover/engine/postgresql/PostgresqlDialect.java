package dev.drover.engine.postgresql;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import dev.drover.engine.Dialect;

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

}
