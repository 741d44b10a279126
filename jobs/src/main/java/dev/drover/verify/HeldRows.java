package dev.drover.verify;

import java.sql.SQLException;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.RowCursor;
import dev.drover.engine.value.KeyTuple;
import dev.drover.engine.value.Row;

/**
 * A side's rows as the target is to hold them.
 */
final class HeldRows implements RowCursor {

	private final RowCursor rows;

	private final UnaryOperator<Row> asHeld;

	HeldRows(RowCursor rows, UnaryOperator<Row> asHeld) {
		this.rows = rows;
		this.asHeld = asHeld;
	}

	@Override
	public @Nullable Row next() throws SQLException {
		Row row = this.rows.next();
		return (row == null) ? null : this.asHeld.apply(row);
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
