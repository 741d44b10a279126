package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Dialect;
import dev.drover.engine.RowCursor;
import dev.drover.engine.TableRead;
import dev.drover.engine.jdbc.CastingCodec;
import dev.drover.engine.value.KeyTuple;
import dev.drover.engine.value.Kind;
import dev.drover.engine.value.LongText;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.Sizes;

/**
 * Reads rows by binary COPY: one at a time is in memory, however wide it is, where a
 * fetch would hold a thousand.
 */
final class CopyCursor implements RowCursor {

	private final TableRead read;

	private final CastingCodec codec;

	private final BinarySource source;

	private final BinaryRows rows;

	/** The key of the last row, where its bytes are forgotten already. */
	private @Nullable KeyTuple key;

	CopyCursor(Dialect dialect, CastingCodec codec, Connection connection, TableRead read, String rowsOf)
			throws SQLException {
		this.read = read;
		this.codec = codec;
		boolean unchecked = SqlAscii.isEncodingOf(connection);
		List<String> expressions = new ArrayList<>();
		for (ColumnBinding column : read.columns()) {
			String expression = codec.expression(dialect.quote(column.column().name()), column.column(), column.kind());
			expressions.add(unchecked ? SqlAscii.asBytes(expression, column.column().type().kind()) : expression);
		}
		this.source = new BinarySource(dialect, connection, read, expressions, rowsOf);
		this.rows = this.source.rows();
	}

	@Override
	public @Nullable Row next() throws SQLException {
		this.key = null;
		if (!this.rows.next()) {
			return null;
		}
		List<ColumnBinding> columns = this.read.columns();
		@Nullable Object[] values = new @Nullable Object[columns.size()];
		int bytes = 0;
		BinaryFields fields = this.rows.values();
		for (int i = 0; i < values.length; i++) {
			ColumnBinding column = columns.get(i);
			Kind kind = column.column().type().kind();
			boolean text = kind == Kind.TEXT && column.kind() == Kind.TEXT;
			Object stored = text ? fields.nextText() : fields.next(kind);
			values[i] = (stored == null) ? null : this.codec.canonical(stored, column.column(), column.kind());
			bytes += Sizes.of(values[i]);
		}
		boolean keyed = !this.read.key().isEmpty();
		if (bytes >= LongText.SMALLEST) {
			this.key = keyed ? this.rows.key() : null;
			this.rows.forget();
		}
		return new Row(values, bytes);
	}

	@Override
	public KeyTuple key() throws SQLException {
		if (this.read.key().isEmpty()) {
			throw new IllegalStateException("no key in " + this.read.table().display());
		}
		return (this.key != null) ? this.key : this.rows.key();
	}

	@Override
	public void close() throws SQLException {
		this.source.close();
	}

}
