package dev.drover.engine.postgresql;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.TypeSpelling;

/**
 * PostgreSQL's types by the names that people give them.
 */
final class NamedTypes {

	/** The names that hints show. */
	static final List<String> NAMES = List.of("boolean", "smallint", "integer", "bigint", "numeric", "real",
			"double precision", "character varying", "varchar", "character", "char", "text", "bytea", "json", "jsonb",
			"uuid", "date", "time", "time with time zone", "timestamp", "timestamp with time zone", "timestamptz",
			"bit", "bit varying");

	/** Names in pg_catalog by those in use. */
	private static final Map<String, String> BASES = Map.ofEntries(Map.entry("boolean", "bool"),
			Map.entry("bool", "bool"), Map.entry("smallint", "int2"), Map.entry("int2", "int2"),
			Map.entry("integer", "int4"), Map.entry("int", "int4"), Map.entry("int4", "int4"),
			Map.entry("bigint", "int8"), Map.entry("int8", "int8"), Map.entry("numeric", "numeric"),
			Map.entry("decimal", "numeric"), Map.entry("dec", "numeric"), Map.entry("real", "float4"),
			Map.entry("float4", "float4"), Map.entry("double precision", "float8"), Map.entry("float8", "float8"),
			Map.entry("float", "float8"), Map.entry("character varying", "varchar"), Map.entry("varchar", "varchar"),
			Map.entry("character", "char"), Map.entry("char", "char"), Map.entry("bpchar", "bpchar"),
			Map.entry("text", "text"), Map.entry("bytea", "bytea"), Map.entry("json", "json"),
			Map.entry("jsonb", "jsonb"), Map.entry("uuid", "uuid"), Map.entry("date", "date"),
			Map.entry("time", "time"), Map.entry("time without time zone", "time"),
			Map.entry("time with time zone", "timetz"), Map.entry("timetz", "timetz"),
			Map.entry("timestamp", "timestamp"), Map.entry("timestamp without time zone", "timestamp"),
			Map.entry("timestamp with time zone", "timestamptz"), Map.entry("timestamptz", "timestamptz"),
			Map.entry("bit", "bit"), Map.entry("bit varying", "varbit"), Map.entry("varbit", "varbit"));

	private static final int HEADER = 4;

	private static final int LONGEST = 10_485_760;

	private static final int MOST_DIGITS = 1000;

	private static final int FINEST = 6;

	private NamedTypes() {
	}

	static @Nullable ColumnType of(String written) {
		TypeSpelling spelling = TypeSpelling.of(written);
		String base = BASES.get(spelling.name());
		List<Integer> numbers = spelling.numbers();
		if (base == null || numbers == null) {
			return null;
		}
		return switch (base) {
			case "numeric" -> numeric(numbers);
			case "varchar" -> sized(base, "character varying", numbers, HEADER, -1, LONGEST);
			case "bpchar" -> sized(base, "character", numbers, HEADER, -1, LONGEST);
			case "char" -> sized("bpchar", "character", numbers.isEmpty() ? List.of(1) : numbers, HEADER, 1, LONGEST);
			case "bit" -> sized(base, "bit", numbers.isEmpty() ? List.of(1) : numbers, 0, 1, LONGEST);
			case "varbit" -> sized(base, "bit varying", numbers, 0, -1, LONGEST);
			case "time", "timestamp" -> moment(base, base, " without time zone", numbers);
			case "timetz", "timestamptz" ->
				moment(base, base.substring(0, base.length() - 2), " with time zone", numbers);
			default -> numbers.isEmpty() ? PostgresqlTypes.parse(base, -1, plain(base)) : null;
		};
	}

	private static String plain(String base) {
		return switch (base) {
			case "bool" -> "boolean";
			case "int2" -> "smallint";
			case "int4" -> "integer";
			case "int8" -> "bigint";
			case "float4" -> "real";
			case "float8" -> "double precision";
			default -> base;
		};
	}

	private static @Nullable ColumnType numeric(List<Integer> numbers) {
		if (numbers.isEmpty()) {
			return PostgresqlTypes.parse("numeric", -1, "numeric");
		}
		int digits = numbers.get(0);
		int scale = (numbers.size() > 1) ? numbers.get(1) : 0;
		if (numbers.size() > 2 || digits < 1 || digits > MOST_DIGITS || scale > digits) {
			return null;
		}
		return PostgresqlTypes.parse("numeric", ((digits << 16) | scale) + HEADER,
				"numeric(" + digits + "," + scale + ")");
	}

	private static @Nullable ColumnType sized(String base, String name, List<Integer> numbers, int header, int usual,
			int longest) {
		if (numbers.isEmpty() && usual < 0) {
			return PostgresqlTypes.parse(base, -1, base.equals("bpchar") ? base : name);
		}
		int size = numbers.isEmpty() ? usual : numbers.get(0);
		return (numbers.size() > 1 || size < 1 || size > longest) ? null
				: PostgresqlTypes.parse(base, size + header, name + "(" + size + ")");
	}

	private static @Nullable ColumnType moment(String base, String name, String zone, List<Integer> numbers) {
		if (numbers.isEmpty()) {
			return PostgresqlTypes.parse(base, -1, name + zone);
		}
		int digits = numbers.get(0);
		return (numbers.size() > 1 || digits > FINEST) ? null
				: PostgresqlTypes.parse(base, digits, name + "(" + digits + ")" + zone);
	}

}
