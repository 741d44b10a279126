package dev.drover.engine.sqlite;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.catalog.ColumnType;

/**
 * How a column's values stand in the one text that SQLite makes of a row, so that the
 * driver is asked once for each row and not twice for each value. Each value is framed: a
 * number ends with a blank, before a text stands its length. {@code n} stands for NULL,
 * {@code x} for a value of a type that the column should not hold, {@code d} for a number
 * that the driver has to be asked for.
 *
 * @param sort what values of the column look like
 * @param scale DECIMAL: digits behind the point
 * @param narrow TEXT, BYTES: whether the declared type says that they are short
 */
record FieldSpelling(Sort sort, int scale, boolean narrow) {

	/** Texts and bytes are spelled up to that size; rows of larger ones are read. */
	static final int LARGEST = 1 << 16;

	/** So many digits tell all doubles apart that have no more. */
	private static final int SAFE_DIGITS = 15;

	private static final int MOST_SCALE = 6;

	/** What values of a column look like. */
	enum Sort {

		/** Digits, or 0 and 1 for truth. */
		NUMBER,

		/** Digits, with a point that is not written. */
		DECIMAL, TEXT, BYTES, DAY,

		/** Not in the text: the driver is asked for it. */
		VALUE

	}

	static FieldSpelling of(ColumnBinding column) {
		ColumnType type = column.column().type();
		Sort sort = switch (column.kind()) {
			case BOOLEAN, INTEGER -> Sort.NUMBER;
			case DECIMAL -> (type.scale() >= 0 && type.scale() <= MOST_SCALE) ? Sort.DECIMAL : Sort.VALUE;
			case TEXT, CHAR, ENUM -> Sort.TEXT;
			case BYTES -> Sort.BYTES;
			case DATE, TIMESTAMP, TIMESTAMPTZ -> Sort.DAY;
			default -> Sort.VALUE;
		};
		return new FieldSpelling(sort, Math.max(0, type.scale()), type.size() > 0 && type.size() <= LARGEST);
	}

	/**
	 * Whether the value is one that {@link #usual} spells, in SQL: numbers are less than
	 * all texts, and these are less than all bytes.
	 */
	String isUsual(String name) {
		String value = compared(name);
		String held = switch (this.sort) {
			case NUMBER, DECIMAL -> value + " < ''";
			case TEXT, DAY -> value + " >= '' AND " + value + " < x''";
			case BYTES -> value + " >= x''";
			case VALUE -> "1";
		};
		boolean anySize = (this.sort == Sort.TEXT || this.sort == Sort.BYTES) && !this.narrow;
		return anySize ? held + " AND octet_length(" + name + ") <= " + LARGEST : held;
	}

	/**
	 * The column as one side of a comparison: neither does its type turn the other side
	 * into a number, nor is its collation asked, which may be an application's own.
	 */
	private static String compared(String name) {
		return "+" + name + " COLLATE BINARY";
	}

	/** The parts of a usual value, in SQL. */
	String usual(String name) {
		return switch (this.sort) {
			case NUMBER -> name + ", ' '";
			case DECIMAL -> scaled(name) + ", ' '";
			case TEXT, BYTES, DAY -> "octet_length(" + name + "), ':', " + name;
			case VALUE -> "''";
		};
	}

	/** The parts of any value, in SQL. */
	String any(String name) {
		String other = " WHEN " + name + " IS NULL THEN 'n' ELSE 'x' END";
		String usual = "CASE WHEN " + isUsual(name) + " THEN ";
		return switch (this.sort) {
			case NUMBER -> usual + name + other + ", ' '";
			case DECIMAL -> usual + scaled(name) + other + ", ' '";
			case TEXT, BYTES, DAY ->
				usual + "octet_length(" + name + ")" + other + ", ':', " + usual + name + " ELSE '' END";
			case VALUE -> "''";
		};
	}

	/**
	 * A decimal times its power of ten, where that is a whole number of so few digits
	 * that nothing else is the same double.
	 */
	private String scaled(String name) {
		String power = "1" + "0".repeat(this.scale) + ".0";
		String limit = "1" + "0".repeat(SAFE_DIGITS - this.scale) + ".0";
		String value = compared(name);
		String whole = "CAST(" + name + " * " + power + " + CASE WHEN " + value
				+ " < 0 THEN -0.5 ELSE 0.5 END AS INTEGER)";
		return "CASE WHEN " + value + " = " + whole + " / " + power + " AND " + value + " < " + limit + " AND " + value
				+ " > -" + limit + " THEN " + whole + " ELSE 'd' END";
	}

}
