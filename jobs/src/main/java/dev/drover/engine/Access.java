package dev.drover.engine;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

import dev.drover.engine.catalog.TableName;
import dev.drover.plan.Endpoint;

/**
 * What can be done with a database, asked before anything is done.
 */
public interface Access {

	/**
	 * The file of a database that is not there yet and that opening a connection would
	 * make; empty where the database is there, or is not a file.
	 */
	default Optional<Path> missingFile(Endpoint endpoint) {
		return Optional.empty();
	}

	/**
	 * Tells this database from every other one, however its URL is spelled; the empty
	 * string if the server does not say.
	 */
	String identity(Connection connection) throws SQLException;

	/** Why the database takes no writes, or nothing. */
	Optional<String> readOnly(Connection connection, Endpoint endpoint) throws SQLException;

	/** What the user lacks to read these tables, each such as {@code SELECT on a.b}. */
	default List<String> missingToRead(Connection connection, List<TableName> tables) throws SQLException {
		return List.of();
	}

	/**
	 * What the user lacks to fill a target, each such as {@code CREATE on schema a}.
	 * @param connection to the target
	 * @param fresh tables that will be created
	 * @param existing tables that are there and will be filled
	 */
	default List<String> missingToWrite(Connection connection, List<TableName> fresh, List<TableName> existing)
			throws SQLException {
		return List.of();
	}

}
