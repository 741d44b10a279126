package dev.drover.engine.mysql;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.TypeSpelling;
import dev.drover.engine.value.Kind;

/**
 * MySQL's and MariaDB's types by the names that people give them.
 */
final class NamedTypes {

	private static final List<String> NAMES = List.of("boolean", "tinyint", "smallint", "mediumint", "int", "bigint",
			"tinyint unsigned", "smallint unsigned", "mediumint unsigned", "int unsigned", "bigint unsigned", "decimal",
			"float", "double", "char", "varchar", "tinytext", "text", "mediumtext", "longtext", "binary", "varbinary",
			"tinyblob", "blob", "mediumblob", "longblob", "date", "time", "datetime", "timestamp", "year", "bit",
			"enum", "json", "uuid");

	private static final Map<String, String> SYNONYMS = Map.ofEntries(Map.entry("bool", "boolean"),
			Map.entry("integer", "int"), Map.entry("integer unsigned", "int unsigned"), Map.entry("numeric", "decimal"),
			Map.entry("dec", "decimal"), Map.entry("double precision", "double"), Map.entry("real", "double"),
			Map.entry("character varying", "varchar"), Map.entry("character", "char"));

	private static final int MOST_DIGITS = 65;

	private static final int MOST_DECIMALS = 30;

	private static final int USUAL_DIGITS = 10;

	private static final int FINEST = 6;

	private static final int LONGEST_FIXED = 255;

	private static final int LONGEST_VARCHAR = 16_383;

	private static final int LONGEST_VARBINARY = 65_532;

	private static final int MOST_BITS = 64;

	private NamedTypes() {
	}

	/** The names that hints show. */
	static List<String> names(Variant variant) {
		return NAMES.stream().filter((name) -> variant.mariadb() || !name.equals("uuid")).toList();
	}

	static @Nullable ColumnType of(String written, Variant variant) {
		TypeSpelling spelling = TypeSpelling.of(written);
		String name = SYNONYMS.getOrDefault(spelling.name(), spelling.name());
		if (!NAMES.contains(name) || (name.equals("uuid") && !variant.mariadb())) {
			return null;
		}
		if (name.equals("enum")) {
			return labels(spelling.arguments());
		}
		List<Integer> numbers = spelling.numbers();
		if (numbers == null) {
			return null;
		}
		return switch (name) {
			case "boolean" -> numbers.isEmpty() ? ColumnType.of(Kind.BOOLEAN, "tinyint(1)") : null;
			case "tinyint", "smallint", "mediumint", "int", "bigint", "tinyint unsigned", "smallint unsigned",
					"mediumint unsigned", "int unsigned", "bigint unsigned" ->
				integer(name, numbers);
			case "decimal" -> decimal(numbers);
			case "char" -> sized(name, numbers, 1, LONGEST_FIXED);
			case "binary" -> sized(name, numbers, 1, LONGEST_FIXED);
			case "varchar" -> sized(name, numbers, 0, LONGEST_VARCHAR);
			case "varbinary" -> sized(name, numbers, 0, LONGEST_VARBINARY);
			case "bit" -> bits(numbers);
			case "time", "datetime", "timestamp" -> moment(name, numbers);
			case "tinytext", "tinyblob" -> numbers.isEmpty() ? MysqlTypes.parse(name, LONGEST_FIXED, 0, 0, 0) : null;
			default -> numbers.isEmpty() ? MysqlTypes.parse(name, 0, 0, 0, 0) : null;
		};
	}

	/** A width of display says nothing about the values. */
	private static @Nullable ColumnType integer(String name, List<Integer> numbers) {
		int space = name.indexOf(' ');
		String width = numbers.isEmpty() ? "" : "(" + numbers.get(0) + ")";
		String declared = (space < 0) ? name + width : name.substring(0, space) + width + name.substring(space);
		return (numbers.size() > 1) ? null : MysqlTypes.parse(declared, 0, 0, 0, 0);
	}

	private static @Nullable ColumnType decimal(List<Integer> numbers) {
		int digits = numbers.isEmpty() ? USUAL_DIGITS : numbers.get(0);
		int scale = (numbers.size() > 1) ? numbers.get(1) : 0;
		boolean known = numbers.size() <= 2 && digits >= 1 && digits <= MOST_DIGITS && scale <= MOST_DECIMALS
				&& scale <= digits;
		return known ? MysqlTypes.parse("decimal(" + digits + "," + scale + ")", 0, digits, scale, 0) : null;
	}

	/** Without a length there is the usual one, or none if that is zero. */
	private static @Nullable ColumnType sized(String name, List<Integer> numbers, int usual, int longest) {
		int size = numbers.isEmpty() ? usual : numbers.get(0);
		return (numbers.size() > 1 || size < 1 || size > longest) ? null
				: MysqlTypes.parse(name + "(" + size + ")", size, 0, 0, 0);
	}

	private static @Nullable ColumnType bits(List<Integer> numbers) {
		int size = numbers.isEmpty() ? 1 : numbers.get(0);
		return (numbers.size() > 1 || size < 1 || size > MOST_BITS) ? null
				: MysqlTypes.parse("bit(" + size + ")", 0, size, 0, 0);
	}

	private static @Nullable ColumnType moment(String name, List<Integer> numbers) {
		int digits = numbers.isEmpty() ? 0 : numbers.get(0);
		return (numbers.size() > 1 || digits > FINEST) ? null
				: MysqlTypes.parse(name + ((digits == 0) ? "" : "(" + digits + ")"), 0, 0, 0, digits);
	}

	private static @Nullable ColumnType labels(String arguments) {
		if (!arguments.matches("'(?:[^']|'')*'(?:\\s*,\\s*'(?:[^']|'')*')*")) {
			return null;
		}
		return MysqlTypes.enumOf(Arrays.stream(arguments.substring(1, arguments.length() - 1).split("'\\s*,\\s*'", -1))
			.map((label) -> label.replace("''", "'"))
			.toList());
	}

}
