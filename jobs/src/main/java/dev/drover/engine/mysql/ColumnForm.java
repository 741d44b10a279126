package dev.drover.engine.mysql;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.drover.engine.catalog.Column;

/**
 * How a column's values are asked for and given back; follows from its type in the
 * server, whatever kind both sides agreed on.
 */
enum ColumnForm {

	/** Text, JSON, enums, sets. */
	TEXT,
	/** Bytes. */
	BYTES,
	/** Internal form of geometries, as hexadecimal. */
	HEXADECIMAL,
	/** A bit field, as its digits. */
	BITS,
	/** Whole numbers. */
	INTEGER,
	/** A year, which is a number with a display form of its own. */
	YEAR,
	/** Decimals. */
	DECIMAL,
	/** Single precision; as text it would show six digits only. */
	FLOAT,
	/** Double precision. */
	DOUBLE,
	/** Dates and times, in the server's own text. */
	TEMPORAL,
	/** Types that have a text form beside their own, such as UUID and INET6. */
	CAST,
	/** Enums and sets, whose order is that of their numbers. */
	LABEL;

	/**
	 * Asked for with each value, so that each type is looked at once, and without a lock
	 * from then on.
	 */
	private static final Map<String, ColumnForm> KNOWN = new ConcurrentHashMap<>();

	static ColumnForm of(Column column) {
		String declared = column.type().declared();
		ColumnForm known = KNOWN.get(declared);
		return (known != null) ? known : KNOWN.computeIfAbsent(declared, ColumnForm::ofType);
	}

	private static ColumnForm ofType(String declared) {
		String name = MysqlTypes.baseName(declared.toLowerCase(Locale.ROOT));
		return switch (name) {
			case "tinyint", "smallint", "mediumint", "int", "integer", "bigint" -> INTEGER;
			case "year" -> YEAR;
			case "decimal", "numeric" -> DECIMAL;
			case "float" -> FLOAT;
			case "double", "real" -> DOUBLE;
			case "date", "time", "datetime", "timestamp" -> TEMPORAL;
			case "bit" -> BITS;
			case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> BYTES;
			case "enum", "set" -> LABEL;
			case "uuid", "inet4", "inet6" -> CAST;
			case "geometry", "point", "linestring", "polygon", "multipoint", "multilinestring", "multipolygon",
					"geometrycollection", "geomcollection", "vector" ->
				HEXADECIMAL;
			default -> TEXT;
		};
	}

}
