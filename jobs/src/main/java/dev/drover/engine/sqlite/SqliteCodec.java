package dev.drover.engine.sqlite;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Hazards;
import dev.drover.engine.ValueCodec;
import dev.drover.engine.ValueException;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.value.KeyValue;
import dev.drover.engine.value.Kind;
import dev.drover.engine.value.LongText;
import dev.drover.engine.value.ShortestDecimal;
import dev.drover.engine.value.TemporalText;
import dev.drover.engine.value.Utf8;

/**
 * SQLite types each value, not the column; a value that is not of the column's kind is
 * refused, never bent.
 */
final class SqliteCodec implements ValueCodec {

	private static final Pattern UUID_TEXT = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

	@Override
	public String expression(String quotedColumn, Column column, Kind kind) {
		boolean text = kind == Kind.TEXT && column.type().size() == 0;
		return (text || kind == Kind.ANY) ? LargeTexts.marked(quotedColumn) : quotedColumn;
	}

	@Override
	public @Nullable Object read(ResultSet row, int index, Column column, Kind kind) throws SQLException {
		Object value = value(row, index);
		if (value == null) {
			return null;
		}
		Object canonical = canonical(value, kind);
		if (canonical == null) {
			throw new ValueException(column.name(), kind, value);
		}
		return canonical;
	}

	/** A file may hold texts that are none; the driver would not say so. */
	private static @Nullable Object value(ResultSet row, int index) throws SQLException {
		Object value = row.getObject(index);
		if (value instanceof String text && text.indexOf('\uFFFD') >= 0) {
			byte[] stored = row.getBytes(index);
			return Utf8.decode(stored, 0, stored.length);
		}
		Object text = (value instanceof byte[] bytes) ? LargeTexts.of(bytes) : null;
		return (text == null) ? value : text;
	}

	private static @Nullable Object canonical(Object value, Kind kind) {
		return switch (kind) {
			case BOOLEAN -> bool(value);
			case INTEGER -> integer(value);
			case DECIMAL -> decimal(value);
			case FLOAT4 -> (value instanceof Number number) ? (Object) number.floatValue() : null;
			case FLOAT8 -> (value instanceof Number number) ? (Object) number.doubleValue() : null;
			case BYTES -> (value instanceof byte[]) ? value : null;
			case TIME -> (value instanceof String text) ? TemporalText.duration(text) : null;
			case DATE, TIMETZ, TIMESTAMP, TIMESTAMPTZ ->
				(value instanceof String text) ? TemporalText.canonical(kind, text) : null;
			case UUID -> (value instanceof String text && UUID_TEXT.matcher(text).matches())
					? text.toLowerCase(Locale.ROOT) : null;
			case ANY -> (value instanceof Integer number) ? (Object) number.longValue() : value;
			default -> (value instanceof byte[]) ? null : (value instanceof LongText) ? value : value.toString();
		};
	}

	private static @Nullable Object bool(Object value) {
		if (value instanceof Number number && (number.doubleValue() == 0 || number.doubleValue() == 1)) {
			return number.doubleValue() == 1;
		}
		return switch (value.toString().toLowerCase(Locale.ROOT)) {
			case "true", "t" -> true;
			case "false", "f" -> false;
			default -> null;
		};
	}

	private static @Nullable Object integer(Object value) {
		if (value instanceof Integer || value instanceof Long) {
			return ((Number) value).longValue();
		}
		return (value instanceof String text && text.matches("-?\\d{1,40}")) ? new BigInteger(text) : null;
	}

	private static @Nullable Object decimal(Object value) {
		if (value instanceof Double number) {
			return number.isInfinite() ? number.toString() : ShortestDecimal.of(number);
		}
		String text = value.toString();
		if (text.equals("NaN") || text.equals("Infinity") || text.equals("-Infinity")) {
			return text;
		}
		try {
			return (value instanceof byte[]) ? null : new BigDecimal(text);
		}
		catch (NumberFormatException ex) {
			return null;
		}
	}

	@Override
	public String parameter(Column column, Kind kind) {
		return "?";
	}

	@Override
	public void bind(PreparedStatement statement, int index, Column column, Kind kind, @Nullable Object value)
			throws SQLException {
		if (value != null && !holds(kind, value)) {
			throw ValueException.notHeld(column, value);
		}
		if (value instanceof Boolean bool) {
			statement.setInt(index, bool ? 1 : 0);
		}
		else if (value instanceof BigDecimal decimal) {
			statement.setString(index, decimal.toPlainString());
		}
		else if (value instanceof Float number) {
			// the float's own value: its decimal text would be another double
			statement.setDouble(index, number.doubleValue());
		}
		else if (value instanceof BigInteger integer) {
			statement.setString(index, integer.toString());
		}
		else if (value instanceof LongText text) {
			statement.setString(index, text.toString());
		}
		else {
			statement.setObject(index, value);
		}
	}

	@Override
	public int spellings(Kind kind) {
		return Spellings.count(kind);
	}

	@Override
	public String same(String quotedColumn, Column column, Kind kind) {
		int count = spellings(kind);
		return (count == 1) ? ValueCodec.super.same(quotedColumn, column, kind)
				: quotedColumn + " IN (" + String.join(", ", Collections.nCopies(count, "?")) + ")";
	}

	@Override
	public void bindSame(PreparedStatement statement, int index, Column column, Kind kind, @Nullable Object value)
			throws SQLException {
		if (spellings(kind) == 1 || !(value instanceof String canonical)) {
			for (int i = 0; i < spellings(kind); i++) {
				bind(statement, index + i, column, kind, value);
			}
			return;
		}
		int at = index;
		for (String spelled : Spellings.of(kind, canonical)) {
			statement.setString(at++, spelled);
		}
	}

	/**
	 * SQLite turns NaN into NULL and forgets the sign of zero; its dates end with the
	 * year 9999; in place of what is no character its driver puts a question mark.
	 */
	static boolean holds(Kind kind, Object value) {
		if (value instanceof String text && !Hazards.isText(text)) {
			return false;
		}
		return switch (kind) {
			case FLOAT4, FLOAT8 -> !value.toString().equals("NaN") && !value.toString().equals("-0.0");
			case DATE, TIMESTAMP, TIMESTAMPTZ -> TemporalText.isOrdinary(value.toString());
			default -> true;
		};
	}

	@Override
	public String keyExpression(String quotedColumn, Column column) {
		return quotedColumn;
	}

	@Override
	public KeyValue readKey(ResultSet row, int index, Column column) throws SQLException {
		Object value = row.getObject(index);
		if (value instanceof byte[] bytes) {
			return new KeyValue(KeyValue.Tag.BYTES, HexFormat.of().formatHex(bytes));
		}
		if (value instanceof Double number) {
			return new KeyValue(KeyValue.Tag.REAL, Long.toHexString(Double.doubleToRawLongBits(number)));
		}
		if (value instanceof Number number) {
			return KeyValue.integer(number.longValue());
		}
		if (value == null) {
			throw new ValueException(column.name(), Kind.TEXT, "NULL in a key");
		}
		return KeyValue.text(value.toString());
	}

	@Override
	public String keyParameter(Column column) {
		return "?";
	}

	@Override
	public void bindKey(PreparedStatement statement, int index, KeyValue value) throws SQLException {
		switch (value.tag()) {
			case INTEGER -> statement.setLong(index, Long.parseLong(value.text()));
			case REAL -> statement.setDouble(index, Double.longBitsToDouble(Long.parseUnsignedLong(value.text(), 16)));
			case BYTES -> statement.setBytes(index, HexFormat.of().parseHex(value.text()));
			case TEXT, ENGINE -> statement.setString(index, value.text());
		}
	}

}
