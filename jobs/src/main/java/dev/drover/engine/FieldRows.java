package dev.drover.engine;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * Rows for a writer to take, as many as belong together.
 */
public interface FieldRows {

	/** Goes to the next row, and says whether there is one. */
	boolean next() throws SQLException;

	/** A field of the row, or {@code null} for NULL; each once, in their order. */
	@Nullable Field field(int column) throws SQLException;

}
