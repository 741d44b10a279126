package dev.drover.engine.sqlite;

import java.util.List;
import java.util.Locale;

import dev.drover.engine.Dialect;

/**
 * SQLite keeps names as written and finds them without regard to case.
 */
final class SqliteDialect implements Dialect {

	@Override
	public String nativeName(String name) {
		return name;
	}

	@Override
	public String folded(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

	@Override
	public boolean hasSchemas() {
		return false;
	}

	@Override
	public String droverTable(String name) {
		return quote("drover_" + name);
	}

	@Override
	public List<String> createDroverHome() {
		return List.of();
	}

	@Override
	public List<String> dropDroverHome() {
		return List.of();
	}

	@Override
	public String deleteFrom(String table, String from, List<String> key) {
		String columns = quoteAll(key);
		return "DELETE FROM " + table + " WHERE " + ((key.size() == 1) ? columns : "(" + columns + ")") + " IN (SELECT "
				+ columns + " FROM " + from + ")";
	}

	@Override
	public String lockHome() {
		return "BEGIN IMMEDIATE";
	}

	@Override
	public String unlockHome(boolean done) {
		return done ? "COMMIT" : "ROLLBACK";
	}

	@Override
	public String sameText(String one, String other, boolean padded) {
		return one + " = " + other + " COLLATE BINARY";
	}

}
