package dev.drover.engine.h2;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.TypeSpelling;

/**
 * H2's types by the names that people give them.
 */
final class NamedTypes {

	/** The names that hints show. */
	static final List<String> NAMES = List.of("boolean", "tinyint", "smallint", "integer", "bigint", "numeric",
			"decfloat", "real", "double precision", "character", "char", "character varying", "varchar",
			"character large object", "clob", "binary varying", "varbinary", "binary large object", "blob", "date",
			"time", "time with time zone", "timestamp", "timestamp with time zone", "uuid", "json");

	private static final Map<String, String> SYNONYMS = Map.ofEntries(Map.entry("bool", "boolean"),
			Map.entry("int", "integer"), Map.entry("decimal", "numeric"), Map.entry("dec", "numeric"),
			Map.entry("double", "double precision"), Map.entry("float", "double precision"),
			Map.entry("char", "character"), Map.entry("varchar", "character varying"),
			Map.entry("text", "character large object"), Map.entry("clob", "character large object"),
			Map.entry("varbinary", "binary varying"), Map.entry("blob", "binary large object"),
			Map.entry("time without time zone", "time"), Map.entry("timestamp without time zone", "timestamp"));

	private static final int LONGEST = 1_000_000_000;

	private static final int LONGEST_CHAR = 1_048_576;

	private static final int MOST_DIGITS = 100_000;

	private static final int FINEST = 9;

	private static final int USUAL_FRACTION = 6;

	private NamedTypes() {
	}

	static @Nullable ColumnType of(String written) {
		TypeSpelling spelling = TypeSpelling.of(written);
		String name = SYNONYMS.getOrDefault(spelling.name(), spelling.name());
		List<Integer> numbers = spelling.numbers();
		if (!NAMES.contains(name) || numbers == null) {
			return null;
		}
		String type = name.toUpperCase(Locale.ROOT);
		return switch (name) {
			case "numeric" -> numeric(numbers);
			case "decfloat" -> numbers.isEmpty() ? H2Types.parse(type, 0, MOST_DIGITS, 0, 0, type) : null;
			case "character" -> sized(type, numbers, 1, LONGEST_CHAR);
			case "character varying", "binary varying" -> sized(type, numbers, LONGEST, LONGEST_CHAR);
			case "character large object", "binary large object" -> sized(type, numbers, LONGEST, LONGEST);
			case "time", "time with time zone" -> moment(type, numbers, 0);
			case "timestamp", "timestamp with time zone" -> moment(type, numbers, USUAL_FRACTION);
			default -> numbers.isEmpty() ? H2Types.parse(type, 0, 0, 0, 0, type) : null;
		};
	}

	private static @Nullable ColumnType numeric(List<Integer> numbers) {
		int digits = numbers.isEmpty() ? MOST_DIGITS : numbers.get(0);
		int scale = (numbers.size() > 1) ? numbers.get(1) : 0;
		return (numbers.size() > 2 || digits < 1 || digits > MOST_DIGITS || scale > digits) ? null
				: H2Types.parse("NUMERIC", 0, digits, scale, 0, "");
	}

	private static @Nullable ColumnType sized(String type, List<Integer> numbers, int usual, int longest) {
		if (numbers.isEmpty()) {
			return H2Types.parse(type, usual, 0, 0, 0, type);
		}
		int size = numbers.get(0);
		return (numbers.size() > 1 || size < 1 || size > longest) ? null : H2Types.parse(type, size, 0, 0, 0, type);
	}

	private static @Nullable ColumnType moment(String type, List<Integer> numbers, int usual) {
		int digits = numbers.isEmpty() ? usual : numbers.get(0);
		return (numbers.size() > 1 || digits > FINEST) ? null : H2Types.parse(type, 0, 0, 0, digits, type);
	}

}
