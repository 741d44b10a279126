package dev.drover.engine.h2;

import java.io.ByteArrayInputStream;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ValueException;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.jdbc.CastingCodec;
import dev.drover.engine.value.KeyValue;
import dev.drover.engine.value.Kind;
import dev.drover.engine.value.LongText;
import dev.drover.engine.value.TemporalText;
import dev.drover.engine.value.Utf8;

/**
 * H2's own ways: JSON text has to be announced, bytes are no text, there is no negative
 * zero, no endless day and no 24 o'clock.
 */
final class H2Codec extends CastingCodec {

	/** Bytes from which on H2 is given a stream. */
	private static final int LARGE = 1 << 20;

	H2Codec() {
		super("CHARACTER VARYING");
	}

	/**
	 * H2 prints the texts of an array without quotes, so that two values may look alike;
	 * as JSON each is told from the other.
	 */
	@Override
	public String expression(String quotedColumn, Column column, Kind kind) {
		return super.expression(H2Types.holdsTexts(column.type()) ? "CAST(" + quotedColumn + " AS JSON)" : quotedColumn,
				column, kind);
	}

	@Override
	public String parameter(Column column, Kind kind) {
		return (column.type().kind() == Kind.JSON) ? "? FORMAT JSON" : super.parameter(column, kind);
	}

	@Override
	protected String spelled(String text, Kind kind) {
		return switch (kind) {
			case DATE, TIMESTAMP, TIMESTAMPTZ -> TemporalText.withEra(text);
			default -> text;
		};
	}

	@Override
	public void bind(PreparedStatement statement, int index, Column column, Kind kind, @Nullable Object value)
			throws SQLException {
		if (value instanceof String text && Utf8.holdsStrayBytes(text)) {
			throw ValueException.notHeld(column, text);
		}
		if (value instanceof String text && column.type().kind() == kind) {
			super.bind(statement, index, column, kind, toWrite(column, kind, text));
			return;
		}
		if (value instanceof Number number && value.toString().equals("-0.0")) {
			throw ValueException.notHeld(column, number);
		}
		if (value instanceof LongText text) {
			if (!fits(column, text)) {
				throw ValueException.notHeld(column, text);
			}
			statement.setCharacterStream(index, text.reader());
			return;
		}
		if (value instanceof byte[] bytes && bytes.length > LARGE && isLargeObject(column.type())) {
			requireExact(column, value);
			statement.setBinaryStream(index, new ByteArrayInputStream(bytes), bytes.length);
			return;
		}
		super.bind(statement, index, column, kind, value);
	}

	/** H2 counts the units of UTF-16, of which many a character takes two. */
	static boolean fits(Column column, LongText text) {
		long size = column.type().size();
		return column.type().kind() != Kind.CHAR && (size == 0 || text.units() <= size);
	}

	/** H2 counts the units of UTF-16, of which many a character takes two. */
	static boolean fits(Column column, String text) {
		long size = column.type().size();
		return size == 0 || text.length() <= size
				|| (column.type().kind() == Kind.CHAR && text.stripTrailing().length() <= size);
	}

	private static String toWrite(Column column, Kind kind, String text) {
		boolean refused = switch (kind) {
			// H2 has a year 0
			case DATE, TIMESTAMP, TIMESTAMPTZ -> text.endsWith("infinity") || text.startsWith("0000-");
			case TIME, TIMETZ -> text.startsWith("24");
			case DECIMAL -> column.type().size() > 0;
			case NATIVE -> !H2Types.writable(column.type());
			case TEXT, CHAR -> !fits(column, text);
			default -> false;
		};
		if (refused) {
			throw ValueException.notHeld(column, text);
		}
		return switch (kind) {
			case DATE, TIMESTAMP, TIMESTAMPTZ -> TemporalText.withSignedYear(text);
			default -> text;
		};
	}

	@Override
	public String keyExpression(String quotedColumn, Column column) {
		return (column.type().kind() == Kind.BYTES) ? quotedColumn : super.keyExpression(quotedColumn, column);
	}

	@Override
	public @Nullable Object read(ResultSet row, int index, Column column, Kind kind) throws SQLException {
		if (isLargeObject(column.type())) {
			if (column.type().kind() == Kind.BYTES) {
				return LargeObjects.bytes(row, index);
			}
			Object text = (kind == Kind.TEXT) ? LargeObjects.text(row, index) : null;
			if (text != null) {
				return text;
			}
		}
		Object value = super.read(row, index, column, kind);
		if (value != null && H2Types.holdsBytes(column.type())) {
			// they are printed as if they were texts
			throw new ValueException(column.name(), kind, value);
		}
		return value;
	}

	static boolean isLargeObject(ColumnType type) {
		return type.declared().contains("LARGE OBJECT");
	}

	@Override
	public KeyValue readKey(ResultSet row, int index, Column column) throws SQLException {
		return (column.type().kind() == Kind.BYTES)
				? new KeyValue(KeyValue.Tag.BYTES, HexFormat.of().formatHex(row.getBytes(index)))
				: super.readKey(row, index, column);
	}

	@Override
	public void bindKey(PreparedStatement statement, int index, KeyValue value) throws SQLException {
		if (value.tag() == KeyValue.Tag.BYTES) {
			statement.setBytes(index, HexFormat.of().parseHex(value.text()));
		}
		else {
			super.bindKey(statement, index, value);
		}
	}

}
