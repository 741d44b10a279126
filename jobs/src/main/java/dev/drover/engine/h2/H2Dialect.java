package dev.drover.engine.h2;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import dev.drover.engine.Dialect;

/**
 * H2 folds unquoted names to upper case, if its URL does not say otherwise.
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

	private static final Pattern TO_LOWER = Pattern.compile("(?i);DATABASE_TO_LOWER=(?:TRUE|1)(?:;|$)");

	private static final Pattern AS_WRITTEN = Pattern.compile("(?i);DATABASE_TO_UPPER=(?:FALSE|0)(?:;|$)");

	private final UnaryOperator<String> folding;

	/** For the usual folding. */
	H2Dialect() {
		this("");
	}

	/** For a database of that URL. */
	H2Dialect(String url) {
		this.folding = TO_LOWER.matcher(url).find() ? (name) -> name.toLowerCase(Locale.ROOT)
				: AS_WRITTEN.matcher(url).find() ? UnaryOperator.identity() : (name) -> name.toUpperCase(Locale.ROOT);
	}

	@Override
	public String nativeName(String name) {
		return this.folding.apply(name);
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

	@Override
	public String temporary() {
		return "LOCAL TEMPORARY";
	}

	@Override
	public String overridingIdentity() {
		return " OVERRIDING SYSTEM VALUE";
	}

	@Override
	public String updateFrom(String table, String from, String match, List<String> columns, List<String> values) {
		List<String> settings = new ArrayList<>();
		for (int i = 0; i < columns.size(); i++) {
			settings.add(quote(columns.get(i)) + " = " + values.get(i));
		}
		return "MERGE INTO " + table + " AS drover_t USING " + from + " AS drover_s ON " + match
				+ " WHEN MATCHED THEN UPDATE SET " + String.join(", ", settings);
	}

}
