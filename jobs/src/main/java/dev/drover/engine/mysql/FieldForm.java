package dev.drover.engine.mysql;

import java.sql.SQLDataException;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Field;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.value.Kind;

/**
 * How the fields of a column become those of LOAD DATA. Most of what does not fit makes
 * the server warn; what it would bend without a word is looked at.
 */
final class FieldForm {

	private static final int DATE = "2024-02-29".length();

	private static final int SECONDS = "2024-02-29 23:59:58".length();

	/** Bytes of a field that are written at a time. */
	private static final int PIECE = 1 << 15;

	private static final int MOST_DIGITS = 6;

	private static final String UTC = "+00";

	/** What a field of a form may be, which is a matter of types alone. */
	private enum Sort {

		NUMBER, DECIMAL, PLAIN, TEXT, TRUTH, BYTES, DATE, TIMESTAMP

	}

	private final Column column;

	private final Sort sort;

	/**
	 * TEXT: characters at most, 0 for no limit; DECIMAL, TIMESTAMP: fractional digits at
	 * most.
	 */
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
		Sort sort = (source.kind() == target.kind()) ? sort(from, to, ColumnForm.of(target.column())) : null;
		if (sort == null) {
			return null;
		}
		long limit = switch (sort) {
			case TEXT -> (to.kind() == Kind.TEXT) ? to.size() : 0;
			case DECIMAL, TIMESTAMP -> to.scale();
			default -> 0;
		};
		return new FieldForm(target.column(), sort, Math.max(0, limit));
	}

	private static @Nullable Sort sort(ColumnType from, ColumnType to, ColumnForm form) {
		return switch (form) {
			case INTEGER -> integer(from, to.kind());
			case DECIMAL ->
				(from.kind() == Kind.INTEGER) ? Sort.NUMBER : (from.kind() == Kind.DECIMAL) ? Sort.DECIMAL : null;
			case FLOAT, DOUBLE -> (from.kind() == to.kind()) ? Sort.NUMBER : null;
			case TEMPORAL -> temporal(from, to);
			case TEXT -> text(from.kind(), to);
			case LABEL -> (from.kind() == Kind.ENUM && to.kind() == Kind.ENUM) ? Sort.TEXT : null;
			case BYTES -> (from.kind() == Kind.BYTES && !to.declared().toLowerCase(Locale.ROOT).startsWith("binary"))
					? Sort.BYTES : null;
			default -> null;
		};
	}

	/** Numbers of 64 bits without a sign are decimals without a scale. */
	private static @Nullable Sort integer(ColumnType from, Kind to) {
		if (from.kind() == Kind.BOOLEAN && to == Kind.BOOLEAN) {
			return Sort.TRUTH;
		}
		boolean whole = from.kind() == Kind.INTEGER || (from.kind() == Kind.DECIMAL && from.scale() == 0);
		return (whole && (to == Kind.INTEGER || to == Kind.DECIMAL)) ? Sort.NUMBER : null;
	}

	private static @Nullable Sort temporal(ColumnType from, ColumnType to) {
		return switch (from.kind()) {
			case DATE -> (to.kind() == Kind.DATE) ? Sort.DATE : null;
			case TIME ->
				(to.kind() == Kind.TIME && from.scale() >= 0 && from.scale() <= to.scale()) ? Sort.PLAIN : null;
			case TIMESTAMP, TIMESTAMPTZ ->
				(to.kind() == Kind.TIMESTAMP || to.kind() == Kind.TIMESTAMPTZ) ? Sort.TIMESTAMP : null;
			default -> null;
		};
	}

	private static @Nullable Sort text(Kind from, ColumnType to) {
		if (to.kind() == Kind.UUID) {
			return (from == Kind.UUID) ? Sort.PLAIN : null;
		}
		boolean taken = (to.kind() == Kind.TEXT && (from == Kind.TEXT || from == Kind.ENUM))
				|| (to.kind() == Kind.CHAR && from == Kind.CHAR);
		return taken ? Sort.TEXT : null;
	}

	/**
	 * Looks at a field before it is written.
	 * @throws SQLDataException if the column would change it
	 */
	void check(Field field) throws SQLDataException {
		switch (this.sort) {
			case NUMBER -> require(isNumber(field));
			case DECIMAL -> require(isNumber(field) && fraction(field) <= this.limit);
			case TEXT -> require(this.limit == 0 || field.length() <= this.limit || field.characters() <= this.limit);
			case TRUTH -> require(field.length() == 1 && "10tf".indexOf(field.at(0)) >= 0);
			case DATE -> require(field.length() == DATE && isDate(field));
			case TIMESTAMP -> timestamp(field);
			case PLAIN, BYTES -> {
				// whatever it is
			}
		}
	}

	/**
	 * Writes a field that was looked at, or a piece of a large one.
	 * @param from where in the field to begin
	 * @return how far it came
	 */
	int write(Field field, int from, LoadBuffer out) throws SQLDataException {
		int piece = Math.min(field.length(), from + PIECE);
		switch (this.sort) {
			case TEXT -> out.escape(field.bytes(), field.from() + from, field.from() + piece);
			case BYTES -> out.hexadecimal(field.bytes(), field.from() + from, field.from() + piece);
			case TRUTH -> out.put((field.at(0) == '1' || field.at(0) == 't') ? '1' : '0');
			case TIMESTAMP -> out.put(field.bytes(), field.from(), timestamp(field));
			case PLAIN, NUMBER, DECIMAL, DATE -> out.put(field.bytes(), field.from(), field.length());
		}
		return (this.sort == Sort.TEXT || this.sort == Sort.BYTES) ? piece : field.length();
	}

	/** Neither a word such as NaN nor an exponent alone. */
	private static boolean isNumber(Field field) {
		int first = (field.length() > 1 && field.at(0) == '-') ? 1 : 0;
		return field.length() > 0 && (field.at(first) == '.' || (field.at(first) >= '0' && field.at(first) <= '9'));
	}

	private static int fraction(Field field) {
		for (int i = 0; i < field.length(); i++) {
			if (field.at(i) == '.') {
				return field.length() - i - 1;
			}
		}
		return 0;
	}

	private static boolean isDate(Field field) {
		return field.at(4) == '-' && field.at(7) == '-' && field.at(0) >= '0' && field.at(0) <= '9';
	}

	/** Its length without a zone, if it is of four digits, two and two. */
	private int timestamp(Field field) throws SQLDataException {
		int end = field.length();
		if (end > SECONDS && field.at(end - UTC.length()) == '+') {
			require(field.at(end - 1) == '0' && field.at(end - 2) == '0');
			end -= UTC.length();
		}
		require(end >= SECONDS && isDate(field) && field.at(DATE) == ' ');
		int digits = (end == SECONDS) ? 0 : end - SECONDS - 1;
		require(end == SECONDS || field.at(SECONDS) == '.');
		while (digits > this.limit && field.at(SECONDS + digits) == '0') {
			digits--;
		}
		require(digits <= this.limit && digits <= MOST_DIGITS);
		return (digits == 0) ? SECONDS : SECONDS + 1 + digits;
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
