package dev.drover.engine;

import java.sql.SQLException;

import dev.drover.engine.value.Row;

/**
 * Writes rows into one table inside the connection's open transaction, by the engine's
 * fastest path. Nothing is committed here.
 */
public interface BulkWriter extends AutoCloseable {

	/**
	 * Takes a row; it may be written at once or later.
	 * @throws ValueException if a column can't hold its value; the writer is as it was
	 * before, and the next row may come
	 */
	void write(Row row) throws SQLException;

	/**
	 * Writes all that was taken.
	 * @return rows that the engine reports as written since the last flush
	 */
	long flush() throws SQLException;

	@Override
	void close() throws SQLException;

}
