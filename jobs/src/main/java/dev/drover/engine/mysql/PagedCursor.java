package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Dialect;
import dev.drover.engine.RowCursor;
import dev.drover.engine.TableRead;
import dev.drover.engine.ValueCodec;
import dev.drover.engine.value.KeyTuple;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.Sizes;

/**
 * Reads rows as values.
 */
final class PagedCursor implements RowCursor {

	private final ValueCodec codec;

	private final List<ColumnBinding> columns;

	private final PagedRows rows;

	PagedCursor(ValueCodec codec, Dialect dialect, Connection connection, TableRead read) throws SQLException {
		this.codec = codec;
		this.columns = read.columns();
		this.rows = new PagedRows(codec, dialect, connection, read);
	}

	@Override
	public @Nullable Row next() throws SQLException {
		if (!this.rows.next()) {
			return null;
		}
		@Nullable Object[] values = new @Nullable Object[this.columns.size()];
		int bytes = 0;
		for (int i = 0; i < values.length; i++) {
			ColumnBinding column = this.columns.get(i);
			values[i] = this.codec.read(this.rows.row(), i + 1, column.column(), column.kind());
			bytes += Sizes.of(values[i]);
		}
		return new Row(values, bytes);
	}

	@Override
	public KeyTuple key() throws SQLException {
		return this.rows.key();
	}

	@Override
	public void close() throws SQLException {
		this.rows.close();
	}

}
