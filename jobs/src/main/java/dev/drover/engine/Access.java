package dev.drover.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import dev.drover.engine.catalog.TableName;
import dev.drover.fault.Finding;
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

	/** Whether the database lies in this process's memory and ends with it. */
	default boolean endsWithProcess(Endpoint endpoint) {
		return false;
	}

	/**
	 * The files of an embedded database, there or not, which can be deleted once nobody
	 * has it open; empty for a server.
	 */
	default List<Path> files(Endpoint endpoint) {
		return List.of();
	}

	/**
	 * The disk of an embedded database, there or not; empty for a server, which does not
	 * let its users see its disk.
	 * @throws IOException if the file system can't be asked
	 */
	default Optional<DiskSpace> disk(Endpoint endpoint) throws IOException {
		List<Path> files = files(endpoint);
		return files.isEmpty() ? Optional.empty() : Optional.of(DiskSpace.of(files.get(0)));
	}

	/**
	 * Bytes that the database takes on its disk now, by its own account; -1 if it does
	 * not say.
	 */
	default long usedBytes(Connection connection, Endpoint endpoint) throws SQLException {
		return usedBytes(endpoint);
	}

	/** Bytes of an embedded database's files, 0 while there are none; -1 for a server. */
	default long usedBytes(Endpoint endpoint) {
		List<Path> files = files(endpoint);
		return files.isEmpty() ? -1 : files.stream().mapToLong((file) -> file.toFile().length()).sum();
	}

	/**
	 * Tells this database from every other one, however its URL is spelled; the empty
	 * string if the server does not say.
	 */
	String identity(Connection connection) throws SQLException;

	/** Why the database takes no writes, or nothing. */
	Optional<String> readOnly(Connection connection, Endpoint endpoint) throws SQLException;

	/** What the user lacks to read these tables. */
	default List<MissingPrivilege> missingToRead(Connection connection, List<TableName> tables) throws SQLException {
		return List.of();
	}

	/**
	 * What the user lacks to fill a target.
	 * @param connection to the target
	 * @param use what is done to it
	 */
	default List<MissingPrivilege> missingToWrite(Connection connection, TargetUse use) throws SQLException {
		return List.of();
	}

	/**
	 * How many statements run there, without Drover's own; empty where the database does
	 * not tell.
	 */
	default OptionalLong statementsOfOthers(Connection connection) throws SQLException {
		return OptionalLong.empty();
	}

	/** What the user lacks to see the statements of others. */
	default List<MissingPrivilege> missingToSeeStatements(Connection connection) throws SQLException {
		return List.of();
	}

	/**
	 * What an operator should know of a source's server, all of level info.
	 * @param name the source's name
	 * @param oneMoment whether all readers see one and the same moment
	 */
	default List<Finding> sourceRemarks(Connection connection, String name, boolean oneMoment) throws SQLException {
		return List.of();
	}

	/**
	 * What an operator should know of a target's server, all of level info.
	 * @param name the target's name
	 */
	default List<Finding> targetRemarks(Connection connection, String name) throws SQLException {
		return List.of();
	}

}
