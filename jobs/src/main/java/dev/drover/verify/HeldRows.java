package dev.drover.verify;

import java.sql.SQLException;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.RowCursor;
import dev.drover.engine.ValueException;
import dev.drover.engine.value.KeyTuple;
import dev.drover.engine.value.Row;

/**
 * A side's rows as the target is to hold them, but for those that are left out.
 */
final class HeldRows implements RowCursor {

	private final RowCursor rows;

	private final UnaryOperator<Row> asHeld;

	private final LeftOut.Pass leftOut;

	private final boolean keyed;

	private final Unreadable unreadable;

	/**
	 * Creates rows.
	 * @param leftOut what is left out
	 * @param keyed whether the cursor gives keys
	 * @param unreadable says what to throw where a value can't be read
	 */
	HeldRows(RowCursor rows, UnaryOperator<Row> asHeld, LeftOut.Pass leftOut, boolean keyed, Unreadable unreadable) {
		this.rows = rows;
		this.asHeld = asHeld;
		this.leftOut = leftOut;
		this.keyed = keyed;
		this.unreadable = unreadable;
	}

	@Override
	public @Nullable Row next() throws SQLException {
		while (true) {
			Row row = null;
			try {
				row = this.rows.next();
				Row held = (row == null) ? null : this.asHeld.apply(row);
				if (held == null || !this.leftOut.takes(held)) {
					return held;
				}
			}
			catch (ValueException ex) {
				if (!this.leftOut.takesUnreadable(this.keyed ? this.rows.key() : null)) {
					throw this.unreadable.told(row, ex);
				}
			}
		}
	}

	@Override
	public KeyTuple key() throws SQLException {
		return this.rows.key();
	}

	@Override
	public void close() throws SQLException {
		this.rows.close();
	}

	/** Says what is wrong with a row. */
	@FunctionalInterface
	interface Unreadable {

		/**
		 * What to throw.
		 * @param row the row, or {@code null} if the value could not even be read
		 */
		RuntimeException told(@Nullable Row row, ValueException failure);

	}

}
