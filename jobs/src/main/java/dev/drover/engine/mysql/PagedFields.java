package dev.drover.engine.mysql;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Field;
import dev.drover.engine.FieldCursor;
import dev.drover.engine.value.KeyTuple;

/**
 * Reads rows as the fields that the server sends, which are texts already.
 */
final class PagedFields implements FieldCursor {

	private static final byte[] NOTHING = {};

	private final PagedRows rows;

	private final Field field = new Field();

	/** Reads on; closing this closes the rows. */
	PagedFields(PagedRows rows) {
		this.rows = rows;
	}

	@Override
	public boolean next() throws SQLException {
		this.field.of(NOTHING, 0, 0);
		return this.rows.next();
	}

	@Override
	public @Nullable Field field(int column) throws SQLException {
		// what is left of the field before makes room
		this.field.of(NOTHING, 0, 0);
		byte[] large = this.rows.large(column);
		byte[] bytes = (large != null) ? large : this.rows.row().getBytes(column + 1);
		return (bytes == null) ? null : this.field.of(bytes, 0, bytes.length);
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
