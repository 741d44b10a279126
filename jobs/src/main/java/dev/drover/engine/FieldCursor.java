package dev.drover.engine;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.value.KeyTuple;

/**
 * A streaming read of rows as their engine spells them. Texts are UTF-8, bytes are bytes,
 * all others ASCII in the engine's own spelling, in UTC; single precision has the digits
 * of the double of the same value; booleans may be {@code 0} and {@code 1} or {@code f}
 * and {@code t}. The end is only what the engine itself calls the end; a cut connection
 * throws.
 */
public interface FieldCursor extends AutoCloseable {

	/**
	 * Goes to the next row, and says whether there is one.
	 * @throws java.sql.SQLDataException if the row has a value that no field can be made
	 * of; so does {@link #field}
	 */
	boolean next() throws SQLException;

	/**
	 * A field of the row, or {@code null} for NULL; each once, in their order.
	 * @param column which, from 0
	 * @return the field, which is good until the next is asked for
	 */
	@Nullable Field field(int column) throws SQLException;

	/**
	 * The key of the row.
	 * @throws IllegalStateException if the read has no key
	 */
	KeyTuple key() throws SQLException;

	@Override
	void close() throws SQLException;

}
