package dev.drover.schema;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.drover.engine.EngineKind;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.Table;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;

/**
 * What the loss of a collation changes. On MySQL nearly every text compares without case,
 * and most applications live without: there only keys, whose promise changes, weigh.
 */
final class CollationFit {

	/** Those that compare by code points or bytes, as the other engines do. */
	private static final Pattern PLAIN = Pattern
		.compile("(?i)(?:pg_catalog\\.)?\"?(?:C|POSIX|ucs_basic|C\\.UTF-?8|pg_c_utf8)\"?|binary|.*_bin");

	private final boolean mysql;

	private final List<Finding> findings;

	/** Tables by collation, with the number of columns. */
	private final Map<String, Integer> columns = new TreeMap<>();

	CollationFit(EngineKind source, List<Finding> findings) {
		this.mysql = source.likeMysql();
		this.findings = findings;
	}

	/**
	 * Whether an engine takes two texts of a column for equal only if each character is,
	 * blanks at the end included.
	 */
	static boolean exact(Column column, EngineKind engine) {
		String collation = column.collation();
		boolean blind = column.type().declared().toLowerCase(Locale.ROOT).contains("citext");
		if (collation == null) {
			return !blind;
		}
		return switch (engine) {
			// all that come with the server tell each character from every other
			case POSTGRESQL -> !blind && collation.startsWith("pg_catalog.");
			case MYSQL, MARIADB -> collation.matches("binary|.*_(0900|nopad)_bin");
			default -> false;
		};
	}

	void column(Table table, Column column) {
		String collation = column.collation();
		if (collation == null || PLAIN.matcher(collation).matches()) {
			return;
		}
		String object = table.name().display() + "." + column.name();
		if (!this.mysql) {
			this.findings.add(new Finding(ErrorCode.SCHEMA_007, Finding.Level.WARNING, object,
					"the collation " + collation
							+ " is not moved: order, comparisons and what counts as unique may change",
					"choose a collation in the target by hand"));
		}
		else if (unique(table, column)) {
			this.findings.add(new Finding(ErrorCode.SCHEMA_007, Finding.Level.WARNING, object,
					"the key column takes no two texts that are equal under " + collation
							+ ", such as 'a' and 'A'; the target will",
					"accept it with --force, or make a unique index over lower(...) in the target"));
		}
		else {
			this.columns.merge(collation, 1, Integer::sum);
		}
	}

	/**
	 * A column of MySQL or MariaDB that has its collation, or the nearest, in the other.
	 */
	void related(Table table, Column column, String there, EngineKind engine) {
		if (!RelatedCollations.same(column, engine)) {
			boolean weighs = unique(table, column);
			this.findings.add(new Finding(ErrorCode.SCHEMA_007, weighs ? Finding.Level.WARNING : Finding.Level.INFO,
					table.name().display() + "." + column.name(),
					"the collation " + column.collation() + " becomes " + there
							+ ", which follows another version of Unicode: single letters may sort and compare in another way",
					weighs ? "accept it with --force; rows that it takes for equal are told after the copy"
							: "nothing"));
		}
	}

	private static boolean unique(Table table, Column column) {
		Stream<List<String>> keys = Stream.concat(table.uniques().stream().map((key) -> key.columns()),
				Stream.ofNullable(table.primaryKey()).map((key) -> key.columns()));
		return keys.anyMatch((names) -> names.contains(column.name()));
	}

	/** Speaks of the columns that weigh little; to be called after all columns. */
	void end() {
		this.columns.forEach((collation,
				count) -> this.findings.add(new Finding(ErrorCode.SCHEMA_007, Finding.Level.INFO, collation,
						count + " text columns compare and sort by " + collation
								+ " in the source; in the target each character counts, case and accents too",
						"look for queries that rely on it")));
	}

}
