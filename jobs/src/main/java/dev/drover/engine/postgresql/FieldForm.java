package dev.drover.engine.postgresql;

import java.nio.charset.StandardCharsets;
import java.sql.SQLDataException;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Field;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.value.Kind;

/**
 * How the fields of a column become those of COPY's text format. What the server refuses
 * by itself is not looked at; what it would bend in silence is.
 */
final class FieldForm {

	private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

	/** Digits of a second that the types without a scale of their own keep. */
	private static final int FINEST = 6;

	/** What a field of a form may be, which is a matter of types alone. */
	private enum Sort {

		/** Without a byte that COPY would take for its own. */
		PLAIN, TEXT, TRUTH, BYTES, TIME

	}

	private final Column column;

	private final Sort sort;

	/** Characters at most, 0 for no limit. */
	private final long limit;

	private FieldForm(Column column, Sort sort, long limit) {
		this.column = column;
		this.sort = sort;
		this.limit = limit;
	}

	/** The form, or {@code null} if values of the one type are not those of the other. */
	static @Nullable FieldForm of(ColumnBinding source, ColumnBinding target) {
		ColumnType from = source.column().type();
		ColumnType to = target.column().type();
		Sort sort = (source.kind() == target.kind()) ? sort(from, to) : null;
		// beyond the length of a varchar, blanks would be cut without a word
		return (sort == null) ? null
				: new FieldForm(target.column(), sort, (to.kind() == Kind.TEXT) ? Math.max(0, to.size()) : 0);
	}

	private static @Nullable Sort sort(ColumnType from, ColumnType to) {
		if (to.kind() == Kind.DECIMAL) {
			boolean whole = from.kind() == Kind.INTEGER;
			// without a scale of its own, the source may have more digits than any
			boolean same = from.kind() == Kind.DECIMAL
					&& (to.size() == 0 || (from.scale() >= 0 && to.scale() >= from.scale()));
			return (whole || same) ? Sort.PLAIN : null;
		}
		if (from.kind() == Kind.ENUM && to.kind() == Kind.TEXT) {
			return Sort.TEXT;
		}
		if (from.kind() != to.kind()) {
			return null;
		}
		return switch (to.kind()) {
			case INTEGER, FLOAT4, FLOAT8, DATE, UUID -> Sort.PLAIN;
			case BOOLEAN -> Sort.TRUTH;
			case TIMESTAMP, TIMESTAMPTZ -> keepsFraction(from, to) ? Sort.PLAIN : null;
			case TIME -> keepsFraction(from, to) ? Sort.TIME : null;
			case TEXT, CHAR -> Sort.TEXT;
			case BYTES -> Sort.BYTES;
			default -> null;
		};
	}

	private static boolean keepsFraction(ColumnType from, ColumnType to) {
		return from.scale() >= 0 && from.scale() <= ((to.scale() >= 0) ? to.scale() : FINEST);
	}

	/**
	 * Writes a field.
	 * @throws SQLDataException if the column would change it
	 */
	void write(Field field, CopyBlocks out) throws SQLException {
		switch (this.sort) {
			case PLAIN -> out.put(field.bytes(), field.from(), field.length());
			case TEXT -> text(field, out);
			case TRUTH -> out.put(truth(field));
			case BYTES -> hexadecimal(field, out);
			case TIME -> {
				require(isTimeOfDay(field));
				out.put(field.bytes(), field.from(), field.length());
			}
		}
	}

	private void text(Field field, CopyBlocks out) throws SQLException {
		require(this.limit == 0 || field.length() <= this.limit || field.characters() <= this.limit);
		byte[] bytes = field.bytes();
		int start = field.from();
		for (int i = start; i < field.to(); i++) {
			char escaped = escaped(bytes[i]);
			if (escaped != 0) {
				require(bytes[i] != 0);
				out.put(bytes, start, i - start);
				out.put('\\');
				out.put(escaped);
				start = i + 1;
			}
		}
		out.put(bytes, start, field.to() - start);
	}

	/**
	 * What stands behind a backslash in place of a byte; for NUL something, since it is
	 * none that may be there.
	 */
	private static char escaped(byte each) {
		return switch (each) {
			case '\\' -> '\\';
			case '\n' -> 'n';
			case '\r' -> 'r';
			case '\t' -> 't';
			case 0 -> '0';
			default -> 0;
		};
	}

	private char truth(Field field) throws SQLDataException {
		require(field.length() == 1);
		return switch (field.at(0)) {
			case '1', 't' -> 't';
			case '0', 'f' -> 'f';
			default -> throw changed();
		};
	}

	private static void hexadecimal(Field field, CopyBlocks out) throws SQLException {
		out.put('\\');
		out.put('\\');
		out.put('x');
		for (int i = field.from(); i < field.to(); i++) {
			out.put(HEX[(field.bytes()[i] >> 4) & 0xf]);
			out.put(HEX[field.bytes()[i] & 0xf]);
		}
	}

	/**
	 * Longer and negative times are durations, which the server would take for something
	 * else.
	 */
	private static boolean isTimeOfDay(Field field) {
		return field.length() >= 8 && field.at(2) == ':' && (field.at(0) == '0' || field.at(0) == '1'
				|| (field.at(0) == '2' && field.at(1) >= '0' && field.at(1) <= '3'));
	}

	private void require(boolean held) throws SQLDataException {
		if (!held) {
			throw changed();
		}
	}

	/** Of the class of values that are refused. */
	private SQLDataException changed() {
		return new SQLDataException("column " + this.column.name() + " does not hold each value as it is", "22000");
	}

}
