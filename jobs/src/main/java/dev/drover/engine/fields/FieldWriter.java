package dev.drover.engine.fields;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.value.Digest;

/**
 * Writes rows of fields into one table inside the connection's open transaction. It takes
 * only what the column holds as it is: nothing is rounded, cut or clamped.
 */
public interface FieldWriter extends AutoCloseable {

	/**
	 * Takes the next field of a row.
	 * @param column which, from 0 and in this order
	 * @param field its bytes as a {@link FieldCursor} gives them, or {@code null} for
	 * NULL
	 * @throws java.sql.SQLDataException if the column would change it, or can't say
	 * whether it would; what was taken since the last flush is then to be rolled back
	 */
	void field(int column, byte @Nullable [] field) throws SQLException;

	/** The row has all its fields. */
	void endOfRow() throws SQLException;

	/** Writes what was taken since the last call. */
	Written flush() throws SQLException;

	@Override
	void close() throws SQLException;

	/**
	 * What was written.
	 *
	 * @param rows rows that the engine reports as written
	 * @param digest sum of the digests of what was sent, block by block
	 */
	record Written(long rows, Digest digest) {

	}

}
