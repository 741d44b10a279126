package dev.drover.engine.h2;

import java.util.List;
import java.util.Locale;

import dev.drover.engine.Dialect;

/**
 * H2 folds unquoted names to upper case.
 */
final class H2Dialect implements Dialect {

	/** Stands for the hidden number of a row; a name that no column can have. */
	static final String ROW_NUMBER = "\0rowid";

	/** The hidden row number is a word of the language: quoted it is a column's name. */
	@Override
	public String quote(String name) {
		return name.equals(ROW_NUMBER) ? "_ROWID_" : Dialect.super.quote(name);
	}

	private static final int LONGEST_NAME = 256;

	@Override
	public String nativeName(String name) {
		return name.toUpperCase(Locale.ROOT);
	}

	@Override
	public int longestName() {
		return LONGEST_NAME;
	}

	@Override
	public String droverTable(String name) {
		return "\"DROVER\"." + quote(nativeName(name));
	}

	@Override
	public List<String> createDroverHome() {
		return List.of("CREATE SCHEMA IF NOT EXISTS \"DROVER\"");
	}

	@Override
	public List<String> dropDroverHome() {
		return List.of("DROP SCHEMA IF EXISTS \"DROVER\" RESTRICT");
	}

}
