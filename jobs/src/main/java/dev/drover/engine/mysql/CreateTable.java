package dev.drover.engine.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.drover.engine.catalog.Column;

/**
 * What SHOW CREATE TABLE says but for foreign keys: one line for each column, key and
 * check, then the table's options.
 */
final class CreateTable {

	private static final Pattern KEY = Pattern
		.compile("(?s)(?:UNIQUE |FULLTEXT |SPATIAL )?(?:KEY|INDEX) `((?:[^`]|``)*)`.*");

	private static final Pattern NUMBERED = Pattern.compile("(?s)(`\\x00*`) .* AUTO_INCREMENT\\b.*");

	private static final Pattern NEXT = Pattern.compile(" AUTO_INCREMENT=(\\d+)");

	private static final Pattern CHARACTERS = Pattern.compile(" CHARACTER SET \\w+(?: COLLATE \\w+)?| COLLATE \\w+");

	private static final String COMMENT = " COMMENT '";

	private final String head;

	private final List<String> definitions = new ArrayList<>();

	private final Map<String, String> keys = new TreeMap<>();

	private final String options;

	CreateTable(String sql) {
		List<String> lines = Unquoted.lines(sql);
		this.head = lines.remove(0);
		while (!lines.isEmpty() && !lines.get(0).startsWith(")")) {
			String line = lines.remove(0);
			// what does not begin a definition belongs to the one before, such as a
			// comment
			if (line.startsWith("  ") || this.definitions.isEmpty()) {
				this.definitions.add(line.substring(Math.min(2, line.length())));
			}
			else {
				this.definitions.add(this.definitions.remove(this.definitions.size() - 1) + "\n" + line);
			}
		}
		for (int i = 0; i < this.definitions.size() - 1; i++) {
			String line = this.definitions.get(i);
			this.definitions.set(i, line.endsWith(",") ? line.substring(0, line.length() - 1) : line);
		}
		for (String line : this.definitions) {
			Matcher key = KEY.matcher(line);
			if (key.matches()) {
				this.keys.put(key.group(1).replace("``", "`"), line);
			}
		}
		this.options = String.join("\n", lines);
	}

	/** The next number that the table gives. */
	long next() {
		Matcher matcher = NEXT.matcher(Unquoted.of(this.options));
		return matcher.find() ? Long.parseUnsignedLong(matcher.group(1)) : 1;
	}

	/** The definition of the key of that name. */
	String key(String name) {
		String definition = this.keys.get(name);
		if (definition == null) {
			throw new IllegalStateException("no key " + name + " in " + this.head);
		}
		return definition;
	}

	/**
	 * The statement without what comes after the rows: secondary keys, but for the one
	 * that a numbered column needs.
	 */
	String withoutSecondaryKeys() {
		String needed = keyOfNumberedColumn();
		List<String> kept = this.definitions.stream()
			.filter((line) -> line.equals(needed) || !KEY.matcher(line).matches())
			.toList();
		return this.head + "\n  " + String.join(",\n  ", kept) + "\n" + withoutNext();
	}

	/** Puts another definition in the place of a column's. */
	void replace(Column column, String definition) {
		this.definitions.set(this.definitions.indexOf(definition(column)), definition);
	}

	/**
	 * A column's character set and collation as they stand behind its type, or nothing.
	 */
	String characters(Column column) {
		String line = definition(column);
		Matcher matcher = CHARACTERS.matcher(line);
		matcher.region(Math.min(line.length(), begin(column).length() + column.type().declared().length()),
				line.length());
		return matcher.lookingAt() ? matcher.group() : "";
	}

	/** A column's comment, with the word, or nothing. */
	String comment(Column column) {
		String line = definition(column);
		String unquoted = Unquoted.of(line);
		int at = unquoted.lastIndexOf(COMMENT);
		// MariaDB's checks come behind it
		return (at < 0) ? "" : line.substring(at, unquoted.indexOf('\'', at + COMMENT.length()) + 1);
	}

	private static String begin(Column column) {
		return QuotedName.spelled(column.name()) + " ";
	}

	private String definition(Column column) {
		return this.definitions.stream()
			.filter((line) -> line.startsWith(begin(column)))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("no column " + column.name() + " in " + this.head));
	}

	/** The statement. */
	String text() {
		return this.head + "\n  " + String.join(",\n  ", this.definitions) + "\n" + this.options;
	}

	private String withoutNext() {
		Matcher matcher = NEXT.matcher(Unquoted.of(this.options));
		return matcher.find() ? this.options.substring(0, matcher.start()) + this.options.substring(matcher.end())
				: this.options;
	}

	private String keyOfNumberedColumn() {
		for (String line : this.definitions) {
			Matcher numbered = NUMBERED.matcher(Unquoted.of(line));
			if (numbered.matches()) {
				String first = "(" + line.substring(0, numbered.end(1));
				if (this.definitions.stream()
					.noneMatch((other) -> other.startsWith("PRIMARY KEY") && other.contains(first))) {
					return this.keys.values().stream().filter((key) -> key.contains(first)).findFirst().orElse("");
				}
			}
		}
		return "";
	}

}
