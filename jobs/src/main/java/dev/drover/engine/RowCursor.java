package dev.drover.engine;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.value.KeyTuple;
import dev.drover.engine.value.Row;

/**
 * A streaming read of one table's rows. The end is only what the engine itself calls the
 * end; a cut connection throws.
 */
public interface RowCursor extends AutoCloseable {

	/** The next row, or {@code null} at the end. */
	@Nullable Row next() throws SQLException;

	/**
	 * The key of the row that {@link #next()} gave last.
	 * @throws IllegalStateException if the read has no key
	 */
	KeyTuple key() throws SQLException;

	@Override
	void close() throws SQLException;

}
