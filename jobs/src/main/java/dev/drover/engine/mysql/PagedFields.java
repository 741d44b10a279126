package dev.drover.engine.mysql;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.fields.FieldCursor;
import dev.drover.engine.value.KeyTuple;

/**
 * Reads rows as the fields that the server sends, which are texts already.
 */
final class PagedFields implements FieldCursor {

	private final PagedRows rows;

	/** Reads on; closing this closes the rows. */
	PagedFields(PagedRows rows) {
		this.rows = rows;
	}

	@Override
	public boolean next() throws SQLException {
		return this.rows.next();
	}

	@Override
	public byte @Nullable [] field(int column) throws SQLException {
		return this.rows.row().getBytes(column + 1);
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
