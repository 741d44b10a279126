package dev.drover.engine.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Engine;
import dev.drover.engine.RowCursor;
import dev.drover.engine.TableRead;
import dev.drover.engine.ValueCodec;
import dev.drover.engine.value.KeyTuple;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.Sizes;

/**
 * Reads a key range of a table in key order, streaming.
 */
public final class SelectCursor implements RowCursor {

	private final ValueCodec codec;

	private final List<ColumnBinding> columns;

	private final RangeRows select;

	/**
	 * Opens the cursor. On PostgreSQL the connection's autocommit has to be off, or all
	 * rows are fetched at once.
	 * @param engine the connection's engine
	 * @param connection where to read
	 * @param read what to read
	 * @param from the FROM item, such as the quoted table
	 */
	public SelectCursor(Engine engine, Connection connection, TableRead read, String from) throws SQLException {
		this(engine, read, new RangeSelect(engine, connection, read, from, expressions(engine, read)));
	}

	/**
	 * The same over rows that are open.
	 * @param select selects the {@link #expressions}
	 */
	public SelectCursor(Engine engine, TableRead read, RangeRows select) {
		this.codec = engine.codec();
		this.columns = read.columns();
		this.select = select;
	}

	/** What has to be selected of each row. */
	public static List<String> expressions(Engine engine, TableRead read) {
		return read.columns()
			.stream()
			.map((column) -> engine.codec()
				.expression(engine.dialect().quote(column.column().name()), column.column(), column.kind()))
			.toList();
	}

	@Override
	public @Nullable Row next() throws SQLException {
		if (!this.select.next()) {
			return null;
		}
		@Nullable Object[] values = new @Nullable Object[this.columns.size()];
		int bytes = 0;
		for (int i = 0; i < values.length; i++) {
			ColumnBinding column = this.columns.get(i);
			values[i] = this.codec.read(this.select.row(), i + 1, column.column(), column.kind());
			bytes += Sizes.of(values[i]);
		}
		return new Row(values, bytes);
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
