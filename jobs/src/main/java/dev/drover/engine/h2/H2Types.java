package dev.drover.engine.h2;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import dev.drover.engine.EngineKind;
import dev.drover.engine.TypeChoice;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.value.Kind;

/**
 * H2's types.
 */
final class H2Types {

	/** H2's longest VARCHAR. */
	private static final long LONGEST = 1_000_000_000;

	private static final long LONGEST_CHAR = 1_048_576;

	private static final int FINEST = 9;

	/** H2 prints such values, and reads them in no way. */
	private static final Pattern UNWRITABLE = Pattern.compile("\\bARRAY\\b|^ROW\\b");

	/** Of an enum's labels, quotes stand around each. */
	private static final Pattern OF_TEXTS = Pattern.compile("(?:CHARACTER|ENUM\\('|VARCHAR_IGNORECASE).*\\bARRAY\\b.*");

	private static final Pattern OF_BYTES = Pattern.compile("\\b(?:BINARY|JAVA_OBJECT)\\b");

	private static final int MOST_DIGITS = 100_000;

	private H2Types() {
	}

	static List<ColumnType> all() {
		List<ColumnType> types = new ArrayList<>();
		for (String written : List.of("boolean", "tinyint", "smallint", "integer", "bigint", "numeric(10,2)",
				"numeric(100,50)", "decfloat", "real", "double precision", "char(5)", "varchar(20)", "varchar", "clob",
				"varbinary(20)", "varbinary", "blob", "date", "time", "time(9)", "time with time zone", "timestamp",
				"timestamp(9)", "timestamp with time zone", "timestamp(9) with time zone", "uuid", "json")) {
			ColumnType type = NamedTypes.of(written);
			if (type == null) {
				throw new IllegalStateException(written + " has no name");
			}
			types.add(type.declaredAs(written));
		}
		types.add(parse("VARCHAR_IGNORECASE", 20, 0, 0, 0, "varchar_ignorecase(20)")
			.declaredAs("varchar_ignorecase(20)"));
		types.add(parse("BINARY", 16, 0, 0, 0, "binary(16)").declaredAs("binary(16)"));
		types.add(parse("JAVA_OBJECT", LONGEST_CHAR, 0, 0, 0, "java_object").declaredAs("java_object"));
		for (String own : List.of("enum('a','b')", "interval year to month", "interval day to second", "geometry",
				"INTEGER ARRAY", "ROW(A INTEGER)")) {
			types.add(parse(own.startsWith("enum") ? "ENUM" : own, 0, 0, 0, 0, own));
		}
		return types;
	}

	static ColumnType parse(String dataType, long length, int precision, int scale, int timeScale, String spelled) {
		return switch (dataType) {
			case "BOOLEAN" -> ColumnType.of(Kind.BOOLEAN, dataType);
			case "TINYINT" -> new ColumnType(Kind.INTEGER, 1, 0, dataType);
			case "SMALLINT" -> new ColumnType(Kind.INTEGER, 2, 0, dataType);
			case "INTEGER" -> new ColumnType(Kind.INTEGER, 4, 0, dataType);
			case "BIGINT" -> new ColumnType(Kind.INTEGER, 8, 0, dataType);
			case "REAL" -> ColumnType.of(Kind.FLOAT4, dataType);
			case "DOUBLE PRECISION" -> ColumnType.of(Kind.FLOAT8, dataType);
			case "NUMERIC", "DECIMAL" ->
				new ColumnType(Kind.DECIMAL, precision, scale, "NUMERIC(" + precision + ", " + scale + ")");
			case "DECFLOAT" -> ColumnType.of(Kind.DECIMAL, "DECFLOAT(" + precision + ")");
			case "CHARACTER" -> new ColumnType(Kind.CHAR, length, -1, "CHAR(" + length + ")");
			case "CHARACTER VARYING", "VARCHAR_IGNORECASE", "CHARACTER LARGE OBJECT" -> new ColumnType(Kind.TEXT,
					(length >= LONGEST) ? 0 : length, -1, dataType + ((length >= LONGEST) ? "" : "(" + length + ")"));
			case "BINARY", "BINARY VARYING", "BINARY LARGE OBJECT" -> new ColumnType(Kind.BYTES,
					(length >= LONGEST) ? 0 : length, -1, dataType + ((length >= LONGEST) ? "" : "(" + length + ")"));
			case "JAVA_OBJECT" -> new ColumnType(Kind.BYTES, length, -1, "JAVA_OBJECT(" + length + ")");
			case "DATE" -> ColumnType.of(Kind.DATE, dataType);
			case "TIME" -> new ColumnType(Kind.TIME, 0, timeScale, "TIME(" + timeScale + ")");
			case "TIME WITH TIME ZONE" ->
				new ColumnType(Kind.TIMETZ, 0, timeScale, "TIME(" + timeScale + ") WITH TIME ZONE");
			case "TIMESTAMP" -> new ColumnType(Kind.TIMESTAMP, 0, timeScale, "TIMESTAMP(" + timeScale + ")");
			case "TIMESTAMP WITH TIME ZONE" ->
				new ColumnType(Kind.TIMESTAMPTZ, 0, timeScale, "TIMESTAMP(" + timeScale + ") WITH TIME ZONE");
			case "UUID" -> ColumnType.of(Kind.UUID, dataType);
			case "JSON" -> ColumnType.of(Kind.JSON, dataType);
			case "ENUM" -> ColumnType.of(Kind.ENUM, spelled);
			default -> ColumnType.of(Kind.NATIVE, spelled);
		};
	}

	static TypeChoice typeFor(ColumnType source, EngineKind sourceEngine) {
		if (sourceEngine == EngineKind.H2) {
			return new TypeChoice(source, writable(source) ? null
					: source.declared() + " takes no values from text, rows with one are refused");
		}
		String size = (source.size() > 0) ? "(" + source.size() + ")" : "";
		int digits = (source.scale() >= 0) ? source.scale() : (sourceEngine == EngineKind.SQLITE) ? FINEST : 6;
		String fraction = "(" + digits + ")";
		String declared = switch (source.kind()) {
			case BOOLEAN -> "BOOLEAN";
			case INTEGER -> integer(source.size());
			case DECIMAL -> decimal(source);
			case FLOAT4 -> "REAL";
			case FLOAT8 -> "DOUBLE PRECISION";
			case TEXT -> "CHARACTER VARYING" + size;
			case CHAR -> fixed(source) ? "CHARACTER" + size : "CHARACTER VARYING" + size;
			case BYTES -> "BINARY VARYING" + size;
			case DATE -> "DATE";
			case TIME -> "TIME" + fraction;
			case TIMETZ -> "TIME" + fraction + " WITH TIME ZONE";
			case TIMESTAMP -> "TIMESTAMP" + fraction;
			case TIMESTAMPTZ -> "TIMESTAMP" + fraction + " WITH TIME ZONE";
			case UUID -> "UUID";
			case JSON -> "JSON";
			case BITS, ENUM, NATIVE, ANY -> "CHARACTER VARYING";
		};
		String loss = switch (source.kind()) {
			case BITS, ENUM, NATIVE, ANY -> source.declared() + " is kept as text";
			default -> null;
		};
		return new TypeChoice(switch (source.kind()) {
			case TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ -> new ColumnType(source.kind(), 0, digits, declared);
			case CHAR ->
				fixed(source) ? source.declaredAs(declared) : new ColumnType(Kind.TEXT, source.size(), -1, declared);
			case DECIMAL -> declared.startsWith("NUMERIC") ? decimalType(source, declared)
					: new ColumnType(Kind.DECIMAL, 0, -1, declared);
			default -> source.declaredAs(declared);
		}, loss);
	}

	/** Of a text, H2 would make an array that holds it. */
	static boolean writable(ColumnType type) {
		return type.kind() != Kind.NATIVE || !UNWRITABLE.matcher(type.declared()).find();
	}

	/** Whether it is an array of texts, or of arrays of texts. */
	static boolean holdsTexts(ColumnType type) {
		return type.kind() == Kind.NATIVE && OF_TEXTS.matcher(type.declared()).matches();
	}

	/** Whether it is an array or a row with bytes in it. */
	static boolean holdsBytes(ColumnType type) {
		return !writable(type) && OF_BYTES.matcher(type.declared()).find();
	}

	/** Without a length the type would hold one character. */
	private static boolean fixed(ColumnType source) {
		return source.size() > 0 && source.size() <= LONGEST_CHAR;
	}

	/**
	 * A scale below zero means zeros before the point; one beyond the precision, after
	 * it.
	 */
	private static String decimal(ColumnType source) {
		return (source.size() > 0) ? "NUMERIC(" + precision(source) + ", " + Math.max(0, source.scale()) + ")"
				: "DECFLOAT(" + MOST_DIGITS + ")";
	}

	private static ColumnType decimalType(ColumnType source, String declared) {
		return new ColumnType(Kind.DECIMAL, precision(source), Math.max(0, source.scale()), declared);
	}

	private static long precision(ColumnType source) {
		return Math.max(source.size() - Math.min(0, source.scale()), source.scale());
	}

	private static String integer(long bytes) {
		return switch ((int) bytes) {
			case 1 -> "TINYINT";
			case 2 -> "SMALLINT";
			case 4 -> "INTEGER";
			default -> "BIGINT";
		};
	}

}
