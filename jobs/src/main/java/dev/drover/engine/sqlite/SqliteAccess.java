package dev.drover.engine.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.drover.engine.Access;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Failures;
import dev.drover.plan.Endpoint;

/**
 * A file, and whether it may be written.
 */
final class SqliteAccess implements Access {

	private static final String PREFIX = "jdbc:sqlite:";

	@Override
	public Optional<Path> missingFile(Endpoint endpoint) {
		return file(endpoint).filter((file) -> !Files.exists(file));
	}

	@Override
	public boolean endsWithProcess(Endpoint endpoint) {
		return file(endpoint).isEmpty();
	}

	@Override
	public List<Path> files(Endpoint endpoint) {
		return file(endpoint)
			.map((file) -> Stream.of("", "-journal", "-wal", "-shm")
				.map((suffix) -> file.resolveSibling(file.getFileName() + suffix))
				.toList())
			.orElse(List.of());
	}

	private static Optional<Path> file(Endpoint endpoint) {
		String name = endpoint.url().substring(PREFIX.length()).replaceFirst("\\?.*", "").replaceFirst("^file:", "");
		boolean memory = name.isEmpty() || name.startsWith(":") || endpoint.url().contains("mode=memory");
		return memory ? Optional.empty() : Optional.of(Path.of(name).toAbsolutePath().normalize());
	}

	@Override
	public String identity(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT file FROM pragma_database_list WHERE name = 'main'")) {
			String file = row.next() ? row.getString(1) : null;
			return (file == null || file.isEmpty()) ? "" : "sqlite " + Path.of(file).toRealPath();
		}
		catch (IOException ex) {
			throw new SQLException("the file of the database can't be found", ex);
		}
	}

	@Override
	public Optional<String> readOnly(Connection connection, Endpoint endpoint) throws SQLException {
		Optional<Path> directory = file(endpoint).map(Path::getParent);
		if (directory.isPresent() && !Files.isWritable(directory.get())) {
			return Optional.of("its directory " + directory.get() + " can't be written, which its journal needs");
		}
		try (Statement statement = connection.createStatement()) {
			statement.execute("BEGIN IMMEDIATE");
			try {
				// only a write tells; rolled back, it never reaches the file
				statement.execute("CREATE TABLE drover_probe (id INTEGER)");
				return Optional.empty();
			}
			catch (SQLException ex) {
				if (Failures.code(ex).filter((code) -> code == ErrorCode.PERM_002).isEmpty()) {
					throw ex;
				}
				return Optional.of(Failures.reason(ex));
			}
			finally {
				statement.execute("ROLLBACK");
			}
		}
	}

}
