package dev.drover.engine.mysql;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ValueCodec;
import dev.drover.engine.ValueException;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.value.KeyValue;
import dev.drover.engine.value.Kind;
import dev.drover.engine.value.TemporalText;

/**
 * Values travel as the server's own text wherever JDBC's types can't hold them: zero
 * dates, times beyond a day, single precision, unsigned numbers.
 */
final class MysqlCodec implements ValueCodec {

	@Override
	public String expression(String quotedColumn, Column column, Kind kind) {
		return switch (ColumnForm.of(column)) {
			case TEXT, BYTES, INTEGER, DECIMAL, DOUBLE, LABEL -> quotedColumn;
			case HEXADECIMAL -> "HEX(" + quotedColumn + ")";
			case BITS -> "LPAD(CONV(" + quotedColumn + " + 0, 10, 2), " + column.type().size() + ", '0')";
			// which century two digits stand for, the server knows
			case YEAR ->
				MysqlTypes.shortYear(column.type()) ? "YEAR(MAKEDATE(" + quotedColumn + ", 1))" : quotedColumn + " + 0";
			// a product with one keeps all digits, and the sign of zero
			case FLOAT -> quotedColumn + " * 1e0";
			case TEMPORAL, CAST -> "CAST(" + quotedColumn + " AS CHAR)";
		};
	}

	@Override
	public @Nullable Object read(ResultSet row, int index, Column column, Kind kind) throws SQLException {
		if (ColumnForm.of(column) == ColumnForm.BYTES) {
			byte[] bytes = row.getBytes(index);
			if (bytes != null && kind != Kind.BYTES) {
				throw new ValueException(column.name(), kind, HexFormat.of().formatHex(bytes));
			}
			return bytes;
		}
		String text = row.getString(index);
		if (text == null) {
			return null;
		}
		Object canonical;
		try {
			canonical = canonical(text, kind);
		}
		catch (NumberFormatException ex) {
			canonical = null;
		}
		if (canonical == null) {
			throw new ValueException(column.name(), kind, text);
		}
		return canonical;
	}

	private static @Nullable Object canonical(String text, Kind kind) {
		return switch (kind) {
			case BOOLEAN -> text.equals("1") ? Boolean.TRUE : text.equals("0") ? Boolean.FALSE : null;
			case INTEGER -> integer(text);
			case DECIMAL -> new BigDecimal(text);
			case FLOAT4 -> (Object) (float) Double.parseDouble(text);
			case FLOAT8 -> Double.valueOf(text);
			case DATE, TIMETZ, TIMESTAMP, TIMESTAMPTZ -> TemporalText.canonical(kind, text);
			case TIME -> TemporalText.duration(text);
			case UUID -> text.toLowerCase(Locale.ROOT);
			case BYTES -> null;
			default -> text;
		};
	}

	private static Object integer(String text) {
		return (text.length() <= 18) ? (Object) Long.valueOf(text) : exact(new BigInteger(text));
	}

	private static Object exact(BigInteger number) {
		return (number.bitLength() < Long.SIZE) ? (Object) number.longValue() : number;
	}

	@Override
	public String parameter(Column column, Kind kind) {
		return switch (ColumnForm.of(column)) {
			case HEXADECIMAL -> "UNHEX(?)";
			case BITS -> "CAST(CONV(?, 2, 10) AS UNSIGNED)";
			default -> "?";
		};
	}

	@Override
	public void bind(PreparedStatement statement, int index, Column column, Kind kind, @Nullable Object value)
			throws SQLException {
		Object exact = (value == null) ? null : ExactValue.of(column, kind, value);
		if (exact == null) {
			statement.setString(index, null);
		}
		else if (exact instanceof byte[] bytes) {
			statement.setBytes(index, bytes);
		}
		else if (exact instanceof Long number) {
			statement.setLong(index, number);
		}
		else if (exact instanceof BigInteger number) {
			statement.setBigDecimal(index, new BigDecimal(number));
		}
		else if (exact instanceof BigDecimal number) {
			statement.setBigDecimal(index, number);
		}
		else {
			// floats too: a bare -0.0 would be a decimal, which has no negative zero
			statement.setString(index, exact.toString());
		}
	}

	@Override
	public String keyExpression(String quotedColumn, Column column) {
		return switch (ColumnForm.of(column)) {
			case TEXT, BYTES, INTEGER, DECIMAL, DOUBLE -> quotedColumn;
			case LABEL, BITS -> "CAST(" + quotedColumn + " AS UNSIGNED)";
			default -> expression(quotedColumn, column, column.type().kind());
		};
	}

	@Override
	public KeyValue readKey(ResultSet row, int index, Column column) throws SQLException {
		ColumnForm form = ColumnForm.of(column);
		if (form == ColumnForm.BYTES) {
			return new KeyValue(KeyValue.Tag.BYTES, HexFormat.of().formatHex(row.getBytes(index)));
		}
		String text = row.getString(index);
		return switch (form) {
			case INTEGER, LABEL, BITS, YEAR -> new KeyValue(KeyValue.Tag.INTEGER, text);
			case FLOAT, DOUBLE ->
				new KeyValue(KeyValue.Tag.REAL, Long.toHexString(Double.doubleToRawLongBits(Double.parseDouble(text))));
			case DECIMAL -> KeyValue.engine(text);
			default -> KeyValue.text(text);
		};
	}

	/** A decimal given as text would be compared as a float. */
	@Override
	public String keyParameter(Column column) {
		return switch (ColumnForm.of(column)) {
			case DECIMAL -> "CAST(? AS DECIMAL(65, " + Math.max(0, column.type().scale()) + "))";
			case HEXADECIMAL -> "UNHEX(?)";
			default -> "?";
		};
	}

	@Override
	public void bindKey(PreparedStatement statement, int index, KeyValue value) throws SQLException {
		switch (value.tag()) {
			case INTEGER -> statement.setBigDecimal(index, new BigDecimal(value.text()));
			case REAL -> statement.setDouble(index, Double.longBitsToDouble(Long.parseUnsignedLong(value.text(), 16)));
			case BYTES -> statement.setBytes(index, HexFormat.of().parseHex(value.text()));
			case TEXT, ENGINE -> statement.setString(index, value.text());
		}
	}

}
