package dev.drover.engine.postgresql;

import java.sql.SQLDataException;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Field;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.value.Kind;

/**
 * How the fields of a column become those of COPY's binary format, which costs the server
 * much less than text: it neither searches for the ends of fields nor parses them. The
 * forms are those of the types' receive functions in PostgreSQL's source
 * ({@code int8recv}, {@code numeric_recv}, {@code timestamp_recv} and so on), the same in
 * all versions. What is not in the usual spelling is refused.
 */
final class BinaryForm {

	private final Column column;

	private final Kind kind;

	/** Bytes of an integer. */
	private final int width;

	/** Characters at most, 0 for no limit. */
	private final long limit;

	private final NumericField numeric = new NumericField();

	private BinaryForm(Column column, int width) {
		this.column = column;
		this.kind = column.type().kind();
		this.width = width;
		this.limit = (this.kind == Kind.TEXT) ? Math.max(0, column.type().size()) : 0;
	}

	/**
	 * The form, or {@code null} if values of the one type are not those of the other, or
	 * the type's binary form is not known here.
	 */
	static @Nullable BinaryForm of(ColumnBinding source, ColumnBinding target) {
		int width = width(target.column().type());
		return (FieldForm.of(source, target) == null || width < 0) ? null : new BinaryForm(target.column(), width);
	}

	/** Bytes of an integer, 0 for another type, -1 if they are not known. */
	private static int width(ColumnType type) {
		if (type.kind() != Kind.INTEGER) {
			return 0;
		}
		return switch (type.declared()) {
			case "smallint" -> Short.BYTES;
			case "integer" -> Integer.BYTES;
			case "bigint" -> Long.BYTES;
			default -> -1;
		};
	}

	/**
	 * Writes a field.
	 * @throws SQLDataException if the column would change it, or it is in no usual
	 * spelling
	 */
	void write(Field field, CopyBlocks out) throws SQLException {
		switch (this.kind) {
			case BOOLEAN -> fixed(truth(field), 1, out);
			case INTEGER -> fixed(integer(field), this.width, out);
			case DECIMAL -> {
				require(this.numeric.read(field));
				this.numeric.write(out);
			}
			case FLOAT4 -> fixed(Float.floatToRawIntBits(single(field)), Float.BYTES, out);
			case FLOAT8 -> fixed(Double.doubleToRawLongBits(number(field)), Double.BYTES, out);
			case DATE -> fixed(moment(field, MomentField::isDate, () -> MomentField.days(field)), Integer.BYTES, out);
			case TIME -> fixed(moment(field, MomentField::isTime, () -> MomentField.micros(field, 0)), Long.BYTES, out);
			case TIMESTAMP, TIMESTAMPTZ ->
				fixed(moment(field, MomentField::isTimestamp, () -> MomentField.timestamp(field)), Long.BYTES, out);
			case UUID -> uuid(field, out);
			case TEXT -> {
				require(this.limit == 0 || field.length() <= this.limit || field.characters() <= this.limit);
				bytes(field, out);
			}
			default -> bytes(field, out);
		}
	}

	private static void fixed(long value, int bytes, CopyBlocks out) throws SQLException {
		out.number(bytes, Integer.BYTES);
		out.number(value, bytes);
	}

	private static void bytes(Field field, CopyBlocks out) throws SQLException {
		out.number(field.length(), Integer.BYTES);
		out.put(field.bytes(), field.from(), field.length());
	}

	private int truth(Field field) throws SQLDataException {
		require(field.length() == 1);
		return switch (field.at(0)) {
			case '1', 't' -> 1;
			case '0', 'f' -> 0;
			default -> throw changed();
		};
	}

	private long integer(Field field) throws SQLDataException {
		boolean negative = field.length() > 0 && field.at(0) == '-';
		// kept negative, since the lowest number has no positive twin
		long value = 0;
		int first = negative ? 1 : 0;
		require(field.length() > first);
		for (int i = first; i < field.length(); i++) {
			int digit = field.at(i) - '0';
			require(digit >= 0 && digit <= 9 && value >= Long.MIN_VALUE / 10);
			value = value * 10 - digit;
			require(value <= 0);
		}
		require(negative || value != Long.MIN_VALUE);
		value = negative ? value : -value;
		int spare = Long.SIZE - 8 * this.width;
		require(value << spare >> spare == value);
		return value;
	}

	private double number(Field field) throws SQLDataException {
		try {
			return Double.parseDouble(field.ascii());
		}
		catch (NumberFormatException ex) {
			throw changed();
		}
	}

	/** Fields of single precision have the digits of the double of the same value. */
	private float single(Field field) throws SQLDataException {
		double value = number(field);
		float single = (float) value;
		require(Double.isNaN(value) || single == value);
		return single;
	}

	private long moment(Field field, Spelled spelled, Moment moment) throws SQLDataException {
		require(spelled.is(field));
		return moment.get();
	}

	private void uuid(Field field, CopyBlocks out) throws SQLException {
		require(field.length() == 36);
		long high = 0;
		long low = 0;
		int digits = 0;
		for (int i = 0; i < 36; i++) {
			if (i == 8 || i == 13 || i == 18 || i == 23) {
				require(field.at(i) == '-');
				continue;
			}
			int digit = Character.digit(field.at(i), 16);
			require(digit >= 0);
			if (digits++ < 16) {
				high = (high << 4) | digit;
			}
			else {
				low = (low << 4) | digit;
			}
		}
		out.number(2L * Long.BYTES, Integer.BYTES);
		out.number(high, Long.BYTES);
		out.number(low, Long.BYTES);
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

	/** Whether a field is spelled so. */
	@FunctionalInterface
	private interface Spelled {

		boolean is(Field field);

	}

	/** What a field means. */
	@FunctionalInterface
	private interface Moment {

		long get();

	}

}
