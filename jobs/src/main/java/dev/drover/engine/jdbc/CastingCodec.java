package dev.drover.engine.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ValueCodec;
import dev.drover.engine.ValueException;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.value.KeyValue;
import dev.drover.engine.value.Kind;
import dev.drover.engine.value.LongText;
import dev.drover.engine.value.TemporalText;

/**
 * For engines with typed columns: what JDBC would bend (times beyond a day, infinite
 * dates, exotic types) travels as the engine's text, both ways by a cast.
 */
public class CastingCodec implements ValueCodec {

	private final String textType;

	/**
	 * Creates a codec.
	 * @param textType the engine's unbounded text type
	 */
	public CastingCodec(String textType) {
		this.textType = textType;
	}

	@Override
	public String expression(String quotedColumn, Column column, Kind kind) {
		return switch (column.type().kind()) {
			case BOOLEAN, INTEGER, FLOAT4, FLOAT8, TEXT, BYTES -> quotedColumn;
			default -> asText(quotedColumn);
		};
	}

	private String asText(String expression) {
		return "CAST(" + expression + " AS " + this.textType + ")";
	}

	@Override
	public @Nullable Object read(ResultSet row, int index, Column column, Kind kind) throws SQLException {
		Object value = switch (column.type().kind()) {
			case BOOLEAN -> row.getBoolean(index);
			case INTEGER -> row.getLong(index);
			case FLOAT4 -> row.getFloat(index);
			case FLOAT8 -> row.getDouble(index);
			case BYTES -> row.getBytes(index);
			default -> row.getString(index);
		};
		if (value == null || row.wasNull()) {
			return null;
		}
		return canonical(value, column, kind);
	}

	/**
	 * The canonical form of what the driver gave.
	 * @throws ValueException if it is not one of that kind
	 */
	public final Object canonical(Object value, Column column, Kind kind) {
		Object canonical = canonical((value instanceof String text) ? spelled(text, kind) : value, kind);
		if (canonical == null) {
			throw new ValueException(column.name(), kind, value);
		}
		return canonical;
	}

	/** The engine's text of a value in the spelling that all engines share. */
	protected String spelled(String text, Kind kind) {
		return text;
	}

	private static @Nullable Object canonical(Object value, Kind kind) {
		if (value instanceof String text) {
			return switch (kind) {
				case DECIMAL -> decimal(text);
				case DATE, TIME, TIMETZ, TIMESTAMP, TIMESTAMPTZ -> TemporalText.canonical(kind, text);
				case UUID -> text.toLowerCase(Locale.ROOT);
				case INTEGER -> new BigInteger(text);
				case BOOLEAN, FLOAT4, FLOAT8, BYTES -> null;
				default -> text;
			};
		}
		return switch (kind) {
			case FLOAT4 -> ((Number) value).floatValue();
			case FLOAT8 -> ((Number) value).doubleValue();
			case DECIMAL -> new BigDecimal(value.toString());
			default -> value;
		};
	}

	private static Object decimal(String text) {
		return (text.equals("NaN") || text.endsWith("Infinity")) ? text : new BigDecimal(text);
	}

	@Override
	public String parameter(Column column, Kind kind) {
		return switch (column.type().kind()) {
			case BOOLEAN, INTEGER, FLOAT4, FLOAT8, BYTES, TEXT -> "?";
			default -> "CAST(? AS " + column.type().declared() + ")";
		};
	}

	@Override
	public void bind(PreparedStatement statement, int index, Column column, Kind kind, @Nullable Object value)
			throws SQLException {
		requireExact(column, value);
		if (value instanceof BigDecimal decimal) {
			statement.setString(index, decimal.toPlainString());
		}
		else if (value instanceof BigInteger integer) {
			statement.setBigDecimal(index, new BigDecimal(integer));
		}
		else if (value instanceof LongText text) {
			statement.setString(index, text.toString());
		}
		else {
			statement.setObject(index, value);
		}
	}

	/**
	 * Refuses what the column would round, cut or not take.
	 * @throws ValueException if it would
	 */
	public static void requireExact(Column column, @Nullable Object value) {
		if (value != null && !Holding.fits(column.type(), value)) {
			throw ValueException.notHeld(column, value);
		}
	}

	@Override
	public String keyExpression(String quotedColumn, Column column) {
		return asText(quotedColumn);
	}

	@Override
	public KeyValue readKey(ResultSet row, int index, Column column) throws SQLException {
		return KeyValue.engine(row.getString(index));
	}

	@Override
	public String keyParameter(Column column) {
		return "CAST(? AS " + column.type().declared() + ")";
	}

	@Override
	public void bindKey(PreparedStatement statement, int index, KeyValue value) throws SQLException {
		statement.setString(index, value.text());
	}

}
