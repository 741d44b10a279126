package dev.drover.engine;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What an engine's sessions can be told: whom they belong to, how they build and when
 * their commits are safe.
 */
public interface Sessions {

	/**
	 * What tells this connection's server session from every other, for the checkpoint.
	 */
	String backend(Connection connection) throws SQLException;

	/** Ends the session of a worker that was replaced, if it is still there. */
	void endBackend(Connection connection, String backend) throws SQLException;

	/**
	 * Prepares a session for building keys and indexes.
	 * @param sessions how many sessions build at a time; they share the memory
	 */
	default void prepareToBuild(Connection connection, int sessions) throws SQLException {
	}

	/**
	 * Commits of this session need not wait for the disk any more, where the engine lets
	 * a session say so: a server that dies may forget the last of them, all or none of
	 * each and never an earlier one alone. Ends with {@link #commitDurably}.
	 * @param connection a connection inside no transaction
	 */
	void relaxCommits(Connection connection) throws SQLException;

	/**
	 * Commits, and makes sure that this and all that was committed before on the
	 * connection survives the death of any process.
	 */
	void commitDurably(Connection connection) throws SQLException;

	/**
	 * Makes sure that what was committed survives the death of any process, before it is
	 * called complete elsewhere.
	 */
	void makeDurable(Connection connection) throws SQLException;

}
