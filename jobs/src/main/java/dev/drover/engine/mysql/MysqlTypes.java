package dev.drover.engine.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.EngineKind;
import dev.drover.engine.TypeChoice;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.jdbc.SqlText;
import dev.drover.engine.value.Kind;

/**
 * MySQL's and MariaDB's types.
 */
final class MysqlTypes {

	/** Digits that MySQL keeps of a second. */
	private static final int FINEST = 6;

	private static final int MOST_DIGITS = 65;

	private static final int MOST_DECIMALS = 30;

	/** Longest VARCHAR of four bytes a character in a row of 65,535 bytes. */
	private static final int LONGEST_VARCHAR = 16_000;

	private static final int LONGEST_CHAR = 255;

	private static final int LONGEST_VARBINARY = 65_000;

	private static final int MOST_BITS = 64;

	/** Decimal digits of an unsigned number of 64 bits. */
	private static final int UNSIGNED_DIGITS = 20;

	private MysqlTypes() {
	}

	static List<ColumnType> all(Variant variant) {
		List<ColumnType> types = new ArrayList<>();
		for (String written : List.of("tinyint(1)", "tinyint", "tinyint unsigned", "smallint", "smallint unsigned",
				"mediumint", "mediumint unsigned", "int", "int unsigned", "bigint", "bigint unsigned", "decimal(10,2)",
				"decimal(65,30)", "float", "double", "bit(1)", "bit(10)", "bit(64)", "year", "date", "time", "time(6)",
				"datetime", "datetime(6)", "timestamp", "timestamp(6)", "char(5)", "varchar(20)", "tinytext", "text",
				"mediumtext", "longtext", "binary(16)", "varbinary(20)", "tinyblob", "blob", "mediumblob", "longblob",
				"enum('a','b')", "json")) {
			ColumnType type = NamedTypes.of(written, variant);
			if (type == null) {
				throw new IllegalStateException(written + " has no name");
			}
			types.add(type.declaredAs(written));
		}
		List<String> own = new ArrayList<>(
				List.of("set('a','b')", "geometry", "point", "linestring", "polygon", "multipoint", "multilinestring",
						"multipolygon", variant.mariadb() ? "geometrycollection" : "geomcollection"));
		if (variant.mariadb()) {
			own.addAll(List.of("uuid", "inet4", "inet6", "vector"));
		}
		own.forEach((name) -> types.add(parse(name, 0, 0, 0, 0)));
		return types;
	}

	/** The type's name without lengths and attributes, as it was given but for those. */
	static String baseName(String declared) {
		int end = 0;
		while (end < declared.length() && (Character.isLetterOrDigit(declared.charAt(end)))) {
			end++;
		}
		return declared.substring(0, end);
	}

	/**
	 * The type of a column.
	 * @param declared as the engine spells it
	 * @param length characters or bytes, 0 without
	 * @param precision digits
	 * @param scale decimals
	 * @param fraction digits of a second
	 */
	static ColumnType parse(String declared, long length, int precision, int scale, int fraction) {
		boolean unsigned = declared.contains("unsigned");
		return switch (baseName(declared.toLowerCase(Locale.ROOT))) {
			case "tinyint" -> new ColumnType(Kind.INTEGER, unsigned ? 2 : 1, 0, declared);
			case "smallint" -> new ColumnType(Kind.INTEGER, unsigned ? 4 : 2, 0, declared);
			case "mediumint" -> new ColumnType(Kind.INTEGER, 4, 0, declared);
			case "int" -> new ColumnType(Kind.INTEGER, unsigned ? 8 : 4, 0, declared);
			case "bigint" -> unsigned ? new ColumnType(Kind.DECIMAL, UNSIGNED_DIGITS, 0, declared)
					: new ColumnType(Kind.INTEGER, 8, 0, declared);
			case "year" -> new ColumnType(Kind.INTEGER, 2, 0, declared);
			case "decimal" -> new ColumnType(Kind.DECIMAL, precision, scale, declared);
			case "float" -> ColumnType.of(Kind.FLOAT4, declared);
			case "double" -> ColumnType.of(Kind.FLOAT8, declared);
			case "char" -> new ColumnType(Kind.CHAR, length, -1, declared);
			case "varchar", "tinytext" -> new ColumnType(Kind.TEXT, length, -1, declared);
			case "text", "mediumtext", "longtext" -> ColumnType.of(Kind.TEXT, declared);
			case "binary", "varbinary", "tinyblob" -> new ColumnType(Kind.BYTES, length, -1, declared);
			case "blob", "mediumblob", "longblob" -> ColumnType.of(Kind.BYTES, declared);
			case "date" -> ColumnType.of(Kind.DATE, declared);
			case "time" -> new ColumnType(Kind.TIME, 0, fraction, declared);
			case "datetime" -> new ColumnType(Kind.TIMESTAMP, 0, fraction, declared);
			case "timestamp" -> new ColumnType(Kind.TIMESTAMPTZ, 0, fraction, declared);
			case "bit" -> new ColumnType(Kind.BITS, precision, -1, declared);
			case "enum" -> new ColumnType(Kind.ENUM, length, -1, declared);
			case "json" -> ColumnType.of(Kind.JSON, declared);
			case "uuid" -> ColumnType.of(Kind.UUID, declared);
			default -> new ColumnType(Kind.NATIVE, length, -1, declared);
		};
	}

	/**
	 * Whether it is one of those that {@link #integer} names, however wide it is shown.
	 */
	static boolean signedNumber(ColumnType type) {
		return !type.declared().contains("unsigned")
				&& baseName(type.declared().toLowerCase(Locale.ROOT)).equals(integer(type.size()));
	}

	static boolean family(EngineKind kind) {
		return kind.likeMysql();
	}

	static TypeChoice typeFor(ColumnType source, EngineKind sourceEngine, Variant variant) {
		if (family(sourceEngine)) {
			return relative(source, sourceEngine, variant);
		}
		return switch (source.kind()) {
			case BOOLEAN -> exact(source.declaredAs("tinyint(1)"));
			case INTEGER -> exact(source.declaredAs(integer(source.size())));
			case DECIMAL -> decimal(source);
			case FLOAT4 -> exact(source.declaredAs("float"));
			case FLOAT8 -> exact(source.declaredAs("double"));
			case TEXT -> exact(text(source));
			case CHAR -> exact(character(source));
			case BYTES -> exact(bytes(source));
			case DATE -> exact(source.declaredAs("date"));
			case TIME -> temporal(source, Kind.TIME, "time", null);
			case TIMESTAMP -> temporal(source, Kind.TIMESTAMP, "datetime", null);
			case TIMESTAMPTZ -> temporal(source, Kind.TIMESTAMPTZ, "datetime",
					source.declared() + " becomes a datetime in UTC, which sessions of other time zones don't convert");
			case UUID -> exact(new ColumnType(Kind.UUID, 36, -1, "char(36)"));
			case JSON -> exact(source.declaredAs("json"));
			case BITS -> bits(source);
			case TIMETZ -> new TypeChoice(new ColumnType(Kind.TEXT, 32, -1, "varchar(32)"),
					source.declared() + " is kept as text");
			case ENUM -> new TypeChoice(new ColumnType(Kind.TEXT, LONGEST_CHAR, -1, "varchar(" + LONGEST_CHAR + ")"),
					source.declared() + " is kept as text");
			case NATIVE, ANY ->
				new TypeChoice(ColumnType.of(Kind.TEXT, "longtext"), source.declared() + " is kept as text");
		};
	}

	/** Labels lose blanks at their end, and a row of labels has a length. */
	static @Nullable ColumnType enumOf(List<String> labels) {
		boolean kept = !labels.isEmpty() && labels.stream()
			.allMatch((label) -> !label.isEmpty() && !label.endsWith(" ") && label.length() <= LONGEST_CHAR);
		long length = labels.stream().mapToLong(String::length).sum();
		if (!kept || length > LONGEST_VARCHAR) {
			return null;
		}
		return new ColumnType(Kind.ENUM, labels.stream().mapToLong(String::length).max().orElse(0), -1,
				"enum(" + labels.stream()
					.map((label) -> SqlText.literal(label.replace("\\", "\\\\")))
					.collect(Collectors.joining(",")) + ")");
	}

	private static TypeChoice exact(ColumnType type) {
		return new TypeChoice(type, null);
	}

	/** Between MySQL and MariaDB most spellings hold. */
	private static TypeChoice relative(ColumnType source, EngineKind sourceEngine, Variant variant) {
		if (sourceEngine == variant.kind()) {
			return exact(source);
		}
		return switch (baseName(source.declared().toLowerCase(Locale.ROOT))) {
			case "uuid" -> exact(new ColumnType(Kind.UUID, 36, -1, "char(36)"));
			case "inet4", "inet6" -> new TypeChoice(new ColumnType(Kind.TEXT, 45, -1, "varchar(45)"),
					source.declared() + " is kept as text");
			case "vector" ->
				new TypeChoice(ColumnType.of(Kind.TEXT, "longtext"), source.declared() + " is kept as text");
			// only MariaDB has years of two digits
			case "year" -> exact(shortYear(source) ? source.declaredAs("year") : source);
			case "geomcollection" -> exact(source.declaredAs("geometrycollection"));
			case "decimal" -> (source.scale() > MOST_DECIMALS && !variant.mariadb()) ? decimal(source) : exact(source);
			default -> exact(source);
		};
	}

	/** A year of MariaDB that keeps two digits, and means 1970 to 2069. */
	static boolean shortYear(ColumnType type) {
		return type.declared().equalsIgnoreCase("year(2)");
	}

	/** The signed whole number of so many bytes. */
	static String integer(long bytes) {
		return switch ((int) bytes) {
			case 1 -> "tinyint";
			case 2 -> "smallint";
			case 4 -> "int";
			default -> "bigint";
		};
	}

	private static TypeChoice decimal(ColumnType source) {
		int scale = Math.max(0, source.scale());
		long digits = Math.max(source.size(), scale);
		if (source.size() > 0 && digits <= MOST_DIGITS && scale <= MOST_DECIMALS && source.scale() >= 0) {
			return exact(new ColumnType(Kind.DECIMAL, digits, scale, "decimal(" + digits + "," + scale + ")"));
		}
		return new TypeChoice(new ColumnType(Kind.DECIMAL, MOST_DIGITS, MOST_DECIMALS, "decimal(65,30)"),
				source.declared() + " keeps 35 digits before the point and 30 behind it");
	}

	private static ColumnType text(ColumnType source) {
		return (source.size() > 0 && source.size() <= LONGEST_VARCHAR)
				? source.declaredAs("varchar(" + source.size() + ")") : ColumnType.of(Kind.TEXT, "longtext");
	}

	private static ColumnType character(ColumnType source) {
		return (source.size() > 0 && source.size() <= LONGEST_CHAR) ? source.declaredAs("char(" + source.size() + ")")
				: text(source);
	}

	private static ColumnType bytes(ColumnType source) {
		return (source.size() > 0 && source.size() <= LONGEST_VARBINARY)
				? source.declaredAs("varbinary(" + source.size() + ")") : ColumnType.of(Kind.BYTES, "longblob");
	}

	private static TypeChoice temporal(ColumnType source, Kind kind, String name, @Nullable String loss) {
		int digits = (source.scale() >= 0) ? Math.min(FINEST, source.scale()) : FINEST;
		ColumnType type = new ColumnType(kind, 0, digits, name + ((digits > 0) ? "(" + digits + ")" : ""));
		String coarser = (source.scale() > FINEST) ? source.declared() + " keeps " + FINEST + " digits of a second"
				: null;
		return new TypeChoice(type, (loss != null) ? loss : coarser);
	}

	/** A bit field has a fixed length; one that varies would gain zeros. */
	private static TypeChoice bits(ColumnType source) {
		if (!source.declared().contains("varying") && source.size() > 0 && source.size() <= MOST_BITS) {
			return exact(source.declaredAs("bit(" + source.size() + ")"));
		}
		return new TypeChoice(new ColumnType(Kind.TEXT, 0, -1, "longtext"), source.declared() + " is kept as text");
	}

}
