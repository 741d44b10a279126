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
import dev.drover.engine.value.Kind;
import dev.drover.engine.value.LongText;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.Sizes;
import dev.drover.engine.value.Utf8;

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
			byte[] large = this.rows.large(i);
			values[i] = (large != null) ? large(large, column)
					: this.codec.read(this.rows.row(), i + 1, column.column(), column.kind());
			bytes += Sizes.of(values[i]);
		}
		return new Row(values, bytes);
	}

	private static Object large(byte[] value, ColumnBinding column) {
		if (column.kind() == Kind.BYTES) {
			return value;
		}
		LongText text = LongText.of(value, 0, value.length);
		return (text == null) ? Utf8.decode(value, 0, value.length) : text;
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
