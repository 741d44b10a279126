package dev.drover.engine.postgresql;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.EngineKind;
import dev.drover.engine.TypeChoice;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.value.Kind;

/**
 * PostgreSQL's types.
 */
final class PostgresqlTypes {

	/** Digits that PostgreSQL keeps of a second. */
	private static final int FINEST = 6;

	private static final int LONGEST_TEXT = 10_485_760;

	private static final int MOST_DIGITS = 1000;

	/** What a type modifier of a type with a length counts in addition to it. */
	private static final int HEADER = 4;

	/** Types that only PostgreSQL has, and those that users and extensions make. */
	private static final List<String> OWN = List.of("interval", "money", "xml", "inet", "cidr", "macaddr", "macaddr8",
			"point", "line", "lseg", "box", "path", "polygon", "circle", "tsvector", "tsquery", "oid", "name",
			"\"char\"", "pg_lsn", "pg_snapshot", "jsonpath", "tid", "xid", "xid8", "cid", "regclass", "refcursor",
			"int4range", "int8range", "numrange", "tsrange", "tstzrange", "daterange", "int4multirange", "integer[]",
			"text[]", "a composite type", "hstore", "geometry", "vector");

	private PostgresqlTypes() {
	}

	static List<ColumnType> all() {
		List<ColumnType> types = new ArrayList<>();
		for (String written : List.of("boolean", "smallint", "integer", "bigint", "numeric(10,2)", "numeric(100,50)",
				"numeric", "real", "double precision", "varchar(20)", "varchar", "text", "char(5)", "bpchar", "bytea",
				"date", "time(3)", "time", "timetz", "timestamp(3)", "timestamp", "timestamptz", "uuid", "json",
				"jsonb", "bit(10)", "bit varying(10)", "bit varying")) {
			ColumnType type = NamedTypes.of(written);
			if (type == null) {
				throw new IllegalStateException(written + " has no name");
			}
			types.add(type.declaredAs(written));
		}
		types.add(parse("citext", -1, "citext"));
		types.add(ColumnType.of(Kind.ENUM, "an enum"));
		OWN.forEach((own) -> types.add(parse(own, -1, own)));
		return types;
	}

	/**
	 * The type of a column.
	 * @param base name of its type in pg_catalog, domains resolved
	 * @param modifier its type modifier, -1 if it has none
	 * @param declared its type as the engine spells it
	 */
	static ColumnType parse(String base, int modifier, String declared) {
		long length = Math.max(0, modifier - HEADER);
		return switch (base) {
			case "bool" -> ColumnType.of(Kind.BOOLEAN, declared);
			case "int2" -> new ColumnType(Kind.INTEGER, 2, 0, declared);
			case "int4" -> new ColumnType(Kind.INTEGER, 4, 0, declared);
			case "int8" -> new ColumnType(Kind.INTEGER, 8, 0, declared);
			case "numeric" -> numeric(modifier, declared);
			case "float4" -> ColumnType.of(Kind.FLOAT4, declared);
			case "float8" -> ColumnType.of(Kind.FLOAT8, declared);
			case "varchar" -> new ColumnType(Kind.TEXT, length, -1, declared);
			case "text", "citext" -> ColumnType.of(Kind.TEXT, declared);
			case "bpchar" -> new ColumnType(Kind.CHAR, length, -1, declared);
			case "bytea" -> ColumnType.of(Kind.BYTES, declared);
			case "json", "jsonb" -> ColumnType.of(Kind.JSON, declared);
			case "uuid" -> ColumnType.of(Kind.UUID, declared);
			case "date" -> ColumnType.of(Kind.DATE, declared);
			case "time" -> new ColumnType(Kind.TIME, 0, modifier, declared);
			case "timetz" -> new ColumnType(Kind.TIMETZ, 0, modifier, declared);
			case "timestamp" -> new ColumnType(Kind.TIMESTAMP, 0, modifier, declared);
			case "timestamptz" -> new ColumnType(Kind.TIMESTAMPTZ, 0, modifier, declared);
			case "bit", "varbit" -> new ColumnType(Kind.BITS, Math.max(0, modifier), -1, declared);
			default -> ColumnType.of(Kind.NATIVE, declared);
		};
	}

	private static ColumnType numeric(int modifier, String declared) {
		if (modifier < HEADER) {
			return ColumnType.of(Kind.DECIMAL, declared);
		}
		int packed = modifier - HEADER;
		// the scale is a signed number of 11 bits
		int scale = ((packed & 0x7ff) ^ 1024) - 1024;
		return new ColumnType(Kind.DECIMAL, packed >> 16, scale, declared);
	}

	static TypeChoice typeFor(ColumnType source, EngineKind sourceEngine) {
		if (sourceEngine == EngineKind.POSTGRESQL) {
			return new TypeChoice(source, null);
		}
		String fraction = (source.scale() >= 0) ? "(" + Math.min(FINEST, source.scale()) + ")" : "";
		String declared = switch (source.kind()) {
			case BOOLEAN -> "boolean";
			case INTEGER -> integer(source.size());
			case DECIMAL -> decimal(source);
			case FLOAT4 -> "real";
			case FLOAT8 -> "double precision";
			case TEXT -> sized("character varying", source, "text");
			case CHAR -> sized("character", source, "bpchar");
			case BYTES -> "bytea";
			case DATE -> "date";
			case TIME -> "time" + fraction + " without time zone";
			case TIMETZ -> "time" + fraction + " with time zone";
			case TIMESTAMP -> "timestamp" + fraction + " without time zone";
			case TIMESTAMPTZ -> "timestamp" + fraction + " with time zone";
			case UUID -> "uuid";
			case JSON -> "json";
			case BITS -> "bit varying" + ((source.size() > 0) ? "(" + source.size() + ")" : "");
			case ENUM, NATIVE, ANY -> "text";
		};
		return new TypeChoice(target(source, declared), loss(source));
	}

	private static ColumnType target(ColumnType source, String declared) {
		return switch (source.kind()) {
			case ENUM, NATIVE, ANY -> ColumnType.of(Kind.TEXT, declared);
			case TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ ->
				new ColumnType(source.kind(), 0, Math.min(FINEST, source.scale()), declared);
			case TEXT, CHAR, DECIMAL ->
				declared.endsWith(")") ? source.declaredAs(declared) : ColumnType.of(source.kind(), declared);
			default -> source.declaredAs(declared);
		};
	}

	private static @Nullable String loss(ColumnType source) {
		return switch (source.kind()) {
			case TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ -> (source.scale() > FINEST)
					? source.declared() + " keeps " + FINEST + " digits of a second, a value with more is refused"
					: null;
			case ENUM, NATIVE, ANY -> source.declared() + " is kept as text";
			default -> null;
		};
	}

	private static String integer(long bytes) {
		return switch ((int) bytes) {
			case 1, 2 -> "smallint";
			case 4 -> "integer";
			default -> "bigint";
		};
	}

	private static String decimal(ColumnType source) {
		return (source.size() > 0 && source.size() <= MOST_DIGITS)
				? "numeric(" + source.size() + "," + Math.max(0, source.scale()) + ")" : "numeric";
	}

	private static String sized(String type, ColumnType source, String unbounded) {
		return (source.size() > 0 && source.size() <= LONGEST_TEXT) ? type + "(" + source.size() + ")" : unbounded;
	}

}
