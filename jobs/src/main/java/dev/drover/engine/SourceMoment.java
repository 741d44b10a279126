package dev.drover.engine;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * One moment of a source. Every connection that it lends sees the source as it was then,
 * as far as {@link #consistent()} says so.
 */
public interface SourceMoment extends AutoCloseable {

	/** A connection that reads this moment; close it to give it back. */
	Connection connect() throws SQLException;

	/** Whether all connections see one and the same moment. */
	boolean consistent();

	@Override
	void close() throws SQLException;

}
