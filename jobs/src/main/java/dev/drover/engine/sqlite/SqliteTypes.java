package dev.drover.engine.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.EngineKind;
import dev.drover.engine.TypeChoice;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.value.Kind;

/**
 * SQLite's declared types are free text. What they mean here follows the names that
 * people use, then SQLite's own affinity rules.
 *
 * @see <a href="https://www.sqlite.org/datatype3.html">Datatypes in SQLite</a>
 */
final class SqliteTypes {

	/** The names that hints show. */
	static final List<String> NAMES = List.of("BOOLEAN", "INTEGER", "NUMERIC", "REAL", "TEXT", "VARCHAR", "CHAR",
			"BLOB", "DATE", "TIME", "DATETIME", "TIMESTAMP", "TIMESTAMPTZ", "UUID", "JSON");

	private static final Pattern DECLARED = Pattern
		.compile("\\s*([^(]*?)\\s*(?:\\(\\s*(\\d+)\\s*(?:,\\s*(\\d+)\\s*)?\\))?\\s*");

	private SqliteTypes() {
	}

	static List<ColumnType> all() {
		List<ColumnType> types = new ArrayList<>();
		for (String declared : List.of("BOOLEAN", "INTEGER", "NUMERIC(10,2)", "NUMERIC", "REAL", "TEXT", "VARCHAR(20)",
				"CHAR(5)", "BLOB", "DATE", "TIME", "DATETIME", "TIMESTAMPTZ", "UUID", "JSON")) {
			types.add(parse(declared));
		}
		types.add(of("none, values of one sort: integer", List.of("integer")));
		types.add(of("none, values of one sort: real", List.of("real")));
		types.add(of("none, values of one sort: text", List.of("text")));
		types.add(of("none, values of one sort: blob", List.of("blob")));
		types.add(of("none, values of several sorts", List.of("integer", "text")));
		return types;
	}

	static ColumnType parse(String declared) {
		Matcher matcher = DECLARED.matcher(declared.toUpperCase(Locale.ROOT));
		if (!matcher.matches()) {
			return ColumnType.of(Kind.TEXT, declared);
		}
		long size = (matcher.group(2) == null) ? 0 : Long.parseLong(matcher.group(2));
		int scale = (matcher.group(3) == null) ? ((size > 0) ? 0 : -1) : Integer.parseInt(matcher.group(3));
		String name = matcher.group(1);
		Kind kind = kind(name);
		return switch (kind) {
			case INTEGER -> new ColumnType(kind, 8, 0, declared);
			case DECIMAL -> new ColumnType(kind, size, scale, declared);
			case TEXT, BYTES -> new ColumnType(kind, size, -1, declared);
			default -> ColumnType.of(kind, declared);
		};
	}

	private static Kind kind(String name) {
		if (name.startsWith("DECIMAL") || name.startsWith("NUMERIC")) {
			return Kind.DECIMAL;
		}
		if (name.startsWith("JSON")) {
			return Kind.JSON;
		}
		if (name.startsWith("BOOL")) {
			return Kind.BOOLEAN;
		}
		if (name.startsWith("DATETIME") || name.startsWith("TIMESTAMP")) {
			return (name.endsWith("TZ") || name.endsWith("WITH TIME ZONE")) ? Kind.TIMESTAMPTZ : Kind.TIMESTAMP;
		}
		return switch (name) {
			case "DATE" -> Kind.DATE;
			case "TIME" -> Kind.TIME;
			case "UUID" -> Kind.UUID;
			default -> affinity(name);
		};
	}

	/** Whether the declared type says what the values are. */
	static boolean known(String declared) {
		String name = declared.toUpperCase(Locale.ROOT);
		return parse(declared).kind() != Kind.TEXT || name.contains("CHAR") || name.contains("CLOB")
				|| name.contains("TEXT");
	}

	/** The type of a column that is declared without one, by what it holds. */
	static ColumnType of(String declared, List<String> storageClasses) {
		return switch (String.join(",", storageClasses)) {
			case "", "text" -> ColumnType.of(Kind.TEXT, declared);
			case "integer" -> new ColumnType(Kind.INTEGER, 8, 0, declared);
			case "real" -> ColumnType.of(Kind.FLOAT8, declared);
			case "blob" -> ColumnType.of(Kind.BYTES, declared);
			default -> ColumnType.of(Kind.NATIVE, declared.isEmpty() ? "a column without a type" : declared);
		};
	}

	/** Told of a column whose declared type is none or an unknown one. */
	static @Nullable String guess(ColumnType type) {
		if (type.kind() != Kind.NATIVE && known(type.declared())) {
			return null;
		}
		String declared = type.declared().isEmpty() || type.declared().startsWith("a column")
				? "the column has no declared type" : "the declared type " + type.declared() + " is unknown";
		return declared + switch (type.kind()) {
			case INTEGER -> " and it holds integers only";
			case FLOAT8 -> " and it holds floats only";
			case BYTES -> " and it holds blobs only";
			case NATIVE -> " and it holds values of several sorts: blobs among them are refused, and all others";
			default -> " and it holds texts only, if any";
		};
	}

	private static Kind affinity(String name) {
		if (name.contains("INT")) {
			return Kind.INTEGER;
		}
		if (name.contains("CHAR") || name.contains("CLOB") || name.contains("TEXT")) {
			return Kind.TEXT;
		}
		if (name.contains("BLOB") || name.contains("BINARY") || name.equals("BYTEA")) {
			return Kind.BYTES;
		}
		if (name.contains("REAL") || name.contains("FLOA") || name.contains("DOUB")) {
			return Kind.FLOAT8;
		}
		return Kind.TEXT;
	}

	/**
	 * The type for a column. Decimals of more than 15 digits and JSON get a name with
	 * TEXT in it: NUMERIC affinity would turn them into floats.
	 */
	static TypeChoice typeFor(ColumnType source, EngineKind sourceEngine) {
		if (sourceEngine == EngineKind.SQLITE) {
			return new TypeChoice(source, null);
		}
		String size = (source.size() > 0) ? "(" + source.size() + ")" : "";
		String declared = switch (source.kind()) {
			case BOOLEAN -> "BOOLEAN";
			case INTEGER -> "INTEGER";
			case DECIMAL -> decimal(source);
			case FLOAT4, FLOAT8 -> "REAL";
			case TEXT -> (source.size() > 0) ? "VARCHAR" + size : "TEXT";
			case CHAR -> "CHAR" + size;
			case BYTES -> "BLOB";
			case DATE -> "DATE";
			case TIME -> "TIME";
			case TIMESTAMP -> "DATETIME";
			case TIMESTAMPTZ -> "TIMESTAMPTZ";
			case UUID -> "UUID";
			case JSON -> "JSON TEXT";
			case TIMETZ, BITS, ENUM, NATIVE, ANY -> "TEXT";
		};
		String loss = switch (source.kind()) {
			case TIMETZ, BITS, ENUM, NATIVE, ANY -> source.declared() + " is kept as text";
			default -> null;
		};
		return new TypeChoice(source.declaredAs(declared), loss);
	}

	/** The type of that name; SQLite takes any, but not every one says what it means. */
	static @Nullable ColumnType named(String written) {
		String name = written.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
		if (!name.matches("[A-Z][A-Z0-9_ ]*(\\(\\d{1,9}( ?, ?\\d{1,9})?\\))?") || !known(name)) {
			return null;
		}
		ColumnType type = parse(name);
		return switch (type.kind()) {
			case DECIMAL -> type.declaredAs(decimal(type));
			case JSON -> type.declaredAs("JSON TEXT");
			default -> type;
		};
	}

	private static String decimal(ColumnType source) {
		// a scale below zero means zeros before the point; one beyond the precision,
		// after it
		long digits = Math.max(source.size() - Math.min(0, source.scale()), source.scale());
		String size = (source.size() > 0) ? "(" + digits + "," + Math.max(0, source.scale()) + ")" : "";
		return ((source.size() > 0 && digits <= 15) ? "NUMERIC" : "DECIMAL TEXT") + size;
	}

}
