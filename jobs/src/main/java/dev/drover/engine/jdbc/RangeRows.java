package dev.drover.engine.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

import dev.drover.engine.value.KeyTuple;

/**
 * Expressions of the rows of a key range in key order, with the key behind them.
 */
public interface RangeRows extends AutoCloseable {

	/** Goes on to the next row; {@code false} at the end. */
	boolean next() throws SQLException;

	/** Where the row is; its first columns are the expressions. */
	ResultSet row();

	/**
	 * The key of the row.
	 * @throws IllegalStateException if the read has no key
	 */
	KeyTuple key() throws SQLException;

	@Override
	void close() throws SQLException;

}
