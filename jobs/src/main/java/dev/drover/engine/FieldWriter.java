package dev.drover.engine;

import java.sql.SQLException;

import dev.drover.engine.value.Digest;

/**
 * Writes rows of fields into one table inside the connection's open transaction. It takes
 * only what the column holds as it is: nothing is rounded, cut or clamped.
 */
public interface FieldWriter extends AutoCloseable {

	/**
	 * Writes rows.
	 * @throws java.sql.SQLDataException if a column would change a field, or can't say
	 * whether it would; what this call has written is then to be rolled back
	 */
	Written write(FieldRows rows) throws SQLException;

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
