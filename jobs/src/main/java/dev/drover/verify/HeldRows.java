package dev.drover.verify;

import java.sql.SQLException;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.RowCursor;
import dev.drover.engine.ValueException;
import dev.drover.engine.value.KeyTuple;
import dev.drover.engine.value.Row;

/**
 * A side's rows as the target is to hold them.
 */
final class HeldRows implements RowCursor {

	private final RowCursor rows;

	private final UnaryOperator<Row> asHeld;

	private final Function<ValueException, RuntimeException> told;

	/**
	 * Creates rows.
	 * @param told what to throw where a value can't be read
	 */
	HeldRows(RowCursor rows, UnaryOperator<Row> asHeld, Function<ValueException, RuntimeException> told) {
		this.told = told;
		this.rows = rows;
		this.asHeld = asHeld;
	}

	@Override
	public @Nullable Row next() throws SQLException {
		Row row;
		try {
			row = this.rows.next();
		}
		catch (ValueException ex) {
			throw this.told.apply(ex);
		}
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
