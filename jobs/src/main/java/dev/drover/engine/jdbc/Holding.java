package dev.drover.engine.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;

import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.value.Decimals;
import dev.drover.engine.value.LongText;

/**
 * Whether a typed column holds a value exactly. Engines round, cut or pad silently where
 * they may; Drover asks first.
 */
final class Holding {

	/** Fractional digits of a second where the type does not say. */
	private static final int DEFAULT_FRACTION = 6;

	private Holding() {
	}

	static boolean fits(ColumnType type, Object value) {
		return switch (type.kind()) {
			case INTEGER -> fitsInteger(type.size(), value);
			case DECIMAL -> !(value instanceof BigDecimal decimal) || fitsDecimal(type, decimal);
			case TEXT, CHAR -> type.size() == 0 || fitsText(type.size(), value);
			case BYTES -> !(value instanceof byte[] bytes) || type.size() == 0 || bytes.length <= type.size();
			case TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ -> !(value instanceof String text)
					|| fraction(text) <= ((type.scale() >= 0) ? type.scale() : DEFAULT_FRACTION);
			default -> true;
		};
	}

	private static boolean fitsInteger(long bytes, Object value) {
		if (!(value instanceof Number)) {
			return true;
		}
		int bits = (bytes > 0 && bytes < Long.BYTES) ? (int) bytes * Byte.SIZE : Long.SIZE;
		if (value instanceof Long number) {
			return bits == Long.SIZE || number >> (bits - 1) == number >> (Long.SIZE - 1);
		}
		return new BigInteger(value.toString()).bitLength() < bits;
	}

	private static boolean fitsDecimal(ColumnType type, BigDecimal decimal) {
		if (type.size() == 0 || decimal.signum() == 0) {
			return true;
		}
		if (decimal.scale() <= type.scale()
				&& (long) decimal.precision() - decimal.scale() <= type.size() - type.scale()) {
			return true;
		}
		BigDecimal plain = Decimals.stripped(decimal);
		return plain.scale() <= type.scale() && (long) plain.precision() - plain.scale() <= type.size() - type.scale();
	}

	/** Some engines cut blanks beyond the length without a word. */
	private static boolean fitsText(long size, Object value) {
		if (value instanceof LongText text) {
			return text.length() <= size || text.characters() <= size;
		}
		return !(value instanceof String text) || text.length() <= size
				|| text.codePointCount(0, text.length()) <= size;
	}

	private static int fraction(String text) {
		int point = text.indexOf('.');
		int end = point + 1;
		while (point >= 0 && end < text.length() && Character.isDigit(text.charAt(end))) {
			end++;
		}
		return (point < 0) ? 0 : end - point - 1;
	}

}
