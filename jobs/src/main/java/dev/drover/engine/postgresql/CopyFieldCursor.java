package dev.drover.engine.postgresql;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Dialect;
import dev.drover.engine.Field;
import dev.drover.engine.FieldCursor;
import dev.drover.engine.TableRead;
import dev.drover.engine.value.KeyTuple;

/**
 * Reads fields by binary COPY, in which a text stands as it is: the server casts all
 * others to texts.
 */
final class CopyFieldCursor implements FieldCursor {

	private final BinarySource source;

	private final BinaryRows rows;

	private final boolean keyed;

	private final Field field = new Field();

	/** Where the next field of the row begins. */
	private int at;

	CopyFieldCursor(Dialect dialect, Connection connection, TableRead read, String rowsOf) throws SQLException {
		this.keyed = !read.key().isEmpty();
		this.source = new BinarySource(dialect, connection, read,
				read.columns().stream().map((column) -> expression(dialect, column)).toList(), rowsOf);
		this.rows = this.source.rows();
	}

	private static String expression(Dialect dialect, ColumnBinding column) {
		String name = dialect.quote(column.column().name());
		return switch (column.column().type().kind()) {
			case TEXT, BYTES -> name;
			case BOOLEAN -> BinarySource.asText("CAST(" + name + " AS integer)");
			case FLOAT4 -> BinarySource.asText("CAST(" + name + " AS double precision)");
			default -> BinarySource.asText(name);
		};
	}

	@Override
	public boolean next() throws SQLException {
		boolean there = this.rows.next();
		this.at = there ? this.rows.offset() : 0;
		return there;
	}

	@Override
	public @Nullable Field field(int column) {
		int length = ByteBuffer.wrap(this.rows.bytes()).getInt(this.at);
		int from = this.at + Integer.BYTES;
		this.at = from + Math.max(0, length);
		return (length < 0) ? null : this.field.of(this.rows.bytes(), from, this.at);
	}

	@Override
	public KeyTuple key() throws SQLException {
		if (!this.keyed) {
			throw new IllegalStateException("no key");
		}
		return this.rows.key();
	}

	@Override
	public void close() throws SQLException {
		this.source.close();
	}

}
