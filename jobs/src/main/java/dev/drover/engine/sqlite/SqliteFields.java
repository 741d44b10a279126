package dev.drover.engine.sqlite;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Dialect;
import dev.drover.engine.Engine;
import dev.drover.engine.Field;
import dev.drover.engine.FieldCursor;
import dev.drover.engine.TableRead;
import dev.drover.engine.ValueException;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.jdbc.RangeRows;
import dev.drover.engine.value.KeyTuple;
import dev.drover.engine.value.Kind;

/**
 * Reads rows as fields: SQLite writes each row as one text. A value that its column
 * should not hold has no field, since SQLite lets any column hold any; such rows are left
 * to those who read them.
 */
final class SqliteFields implements FieldCursor {

	/** Columns of one concat(), which takes 100 arguments; a column has three at most. */
	private static final int MOST_OF_A_PIECE = 33;

	/** With more columns, one condition on all of them would be too deep. */
	private static final int MOST_AT_ONCE = 100;

	/** Digits of a second that fields have at most. */
	private static final int FINEST = 6;

	private final Engine engine;

	private final List<ColumnBinding> columns;

	private final List<FieldSpelling> spellings = new ArrayList<>();

	/** Where the driver has a column's value; 0 where it is not asked for it. */
	private final int[] asked;

	private final RangeRows select;

	private final SpelledRow row = new SpelledRow();

	private final Field field = new Field();

	SqliteFields(Engine engine, Connection connection, TableRead read) throws SQLException {
		this.engine = engine;
		this.columns = read.columns();
		this.asked = new int[this.columns.size()];
		List<String> expressions = new ArrayList<>();
		expressions.add("");
		List<String> names = new ArrayList<>();
		Dialect dialect = engine.dialect();
		for (int i = 0; i < this.asked.length; i++) {
			ColumnBinding column = this.columns.get(i);
			FieldSpelling spelling = FieldSpelling.of(column);
			this.spellings.add(spelling);
			names.add(dialect.quote(column.column().name()));
			boolean value = spelling.sort() == FieldSpelling.Sort.VALUE;
			if (value || spelling.sort() == FieldSpelling.Sort.DECIMAL) {
				expressions.add(
						value ? engine.codec().expression(names.get(i), column.column(), column.kind()) : names.get(i));
				this.asked[i] = expressions.size();
			}
		}
		expressions.set(0, row(names));
		this.select = SqliteEngine.select(engine, connection, read, expressions);
	}

	/**
	 * The source's columns as these fields keep to them: of declared types SQLite itself
	 * keeps nothing.
	 */
	static List<ColumnBinding> promised(List<ColumnBinding> columns) {
		return columns.stream().map((column) -> {
			Column declared = column.column();
			ColumnType type = declared.type();
			boolean time = switch (type.kind()) {
				case TIME, TIMESTAMP, TIMESTAMPTZ -> true;
				default -> false;
			};
			return time ? new ColumnBinding(
					declared.withType(new ColumnType(type.kind(), type.size(), FINEST, type.declared())), column.kind())
					: column;
		}).toList();
	}

	private String row(List<String> names) {
		List<String> any = new ArrayList<>();
		List<String> usual = new ArrayList<>();
		List<String> conditions = new ArrayList<>();
		for (int i = 0; i < names.size(); i++) {
			FieldSpelling spelling = this.spellings.get(i);
			any.add(spelling.any(names.get(i)));
			usual.add(spelling.usual(names.get(i)));
			conditions.add(spelling.isUsual(names.get(i)));
		}
		if (names.isEmpty()) {
			return "''";
		}
		return (names.size() > MOST_AT_ONCE) ? concat(any) : "CASE WHEN " + String.join(" AND ", conditions) + " THEN "
				+ concat(usual) + " ELSE " + concat(any) + " END";
	}

	private static String concat(List<String> parts) {
		List<String> pieces = new ArrayList<>();
		for (int from = 0; from < parts.size(); from += MOST_OF_A_PIECE) {
			List<String> piece = parts.subList(from, Math.min(parts.size(), from + MOST_OF_A_PIECE));
			pieces.add("concat(" + String.join(", ", piece) + ")");
		}
		return String.join(" || ", pieces);
	}

	@Override
	public boolean next() throws SQLException {
		try {
			if (!this.select.next()) {
				return false;
			}
			this.row.of(this.select.row().getBytes(1));
			return true;
		}
		catch (SQLException ex) {
			if ((ex.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_TOOBIG.code) {
				throw new SQLDataException("a row is too large for one text", "22000", ex);
			}
			throw ex;
		}
	}

	@Override
	public @Nullable Field field(int column) throws SQLException {
		FieldSpelling spelling = this.spellings.get(column);
		Kind kind = this.columns.get(column).kind();
		Field read = switch (spelling.sort()) {
			case NUMBER -> this.row.number(this.field, kind == Kind.BOOLEAN);
			case DECIMAL -> this.row.decimal(this.field, spelling.scale());
			case TEXT -> this.row.text(this.field);
			case BYTES -> this.row.bytes(this.field);
			case DAY -> this.row.day(this.field, kind, FINEST);
			case VALUE -> value(column);
		};
		if (column == this.asked.length - 1) {
			this.row.requireEnd();
		}
		return this.row.isAsked() ? decimal(read(column), spelling.scale()) : read;
	}

	private @Nullable Object read(int column) throws SQLException {
		ColumnBinding binding = this.columns.get(column);
		try {
			return this.engine.codec().read(this.select.row(), this.asked[column], binding.column(), binding.kind());
		}
		catch (ValueException ex) {
			throw new SQLDataException(ex.getMessage(), "22000", ex);
		}
	}

	private Field decimal(@Nullable Object value, int scale) throws SQLException {
		if (!(value instanceof BigDecimal decimal)) {
			throw SpelledRow.refused();
		}
		BigDecimal stripped = decimal.stripTrailingZeros();
		if (stripped.scale() > scale || stripped.scale() < -SpelledRow.MOST_ZEROS) {
			throw SpelledRow.refused();
		}
		// without a declared scale the digits behind the point are the value's own, zeros
		// too
		boolean free = scale == SpelledRow.MOST_ZEROS && decimal.scale() <= scale;
		return ascii((free ? decimal : stripped).toPlainString());
	}

	private @Nullable Field value(int column) throws SQLException {
		Object value = read(column);
		if (value == null) {
			return null;
		}
		if (this.columns.get(column).kind() == Kind.DECIMAL) {
			int declared = this.columns.get(column).column().type().scale();
			return decimal(value, (declared < 0) ? SpelledRow.MOST_ZEROS : declared);
		}
		return SpelledRow.spelled(this.field, value, FINEST);
	}

	private Field ascii(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
		return this.field.of(bytes, 0, bytes.length);
	}

	@Override
	public KeyTuple key() throws SQLException {
		return this.select.key();
	}

	@Override
	public void close() throws SQLException {
		this.select.close();
	}

}
