package dev.drover.engine.h2;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.drover.engine.Access;
import dev.drover.engine.MissingPrivilege;
import dev.drover.engine.TargetUse;
import dev.drover.engine.jdbc.Statements;
import dev.drover.plan.Endpoint;

/**
 * An embedded file, or a server that looks after itself.
 */
final class H2Access implements Access {

	/** A file's path begins with one of these; all else names a server or memory. */
	private static final Pattern FILE = Pattern
		.compile("jdbc:h2:(?:file:)?((?:/|\\./|\\.\\./|~/|[A-Za-z]:[/\\\\])[^;]*).*");

	@Override
	public Optional<Path> missingFile(Endpoint endpoint) {
		return files(endpoint).stream().limit(1).filter((file) -> !Files.exists(file)).findFirst();
	}

	@Override
	public List<Path> files(Endpoint endpoint) {
		Matcher matcher = FILE.matcher(endpoint.url());
		if (!matcher.matches()) {
			return List.of();
		}
		String name = matcher.group(1).replaceFirst("^~", Matcher.quoteReplacement(System.getProperty("user.home")));
		return Stream.of(".mv.db", ".trace.db")
			.map((suffix) -> Path.of(name + suffix).toAbsolutePath().normalize())
			.toList();
	}

	@Override
	public boolean endsWithProcess(Endpoint endpoint) {
		return endpoint.url().startsWith("jdbc:h2:mem:");
	}

	@Override
	public String identity(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT DATABASE_PATH()")) {
			String path = row.next() ? row.getString(1) : null;
			return (path == null) ? "" : "h2 " + path;
		}
	}

	/** Only an administrator may make what is written durable. */
	@Override
	public List<MissingPrivilege> missingToWrite(Connection connection, TargetUse use) throws SQLException {
		List<MissingPrivilege> missing = new ArrayList<>();
		Statements.query(connection,
				"SELECT USER_NAME FROM INFORMATION_SCHEMA.USERS WHERE USER_NAME = CURRENT_USER AND NOT IS_ADMIN",
				(row) -> missing.add(new MissingPrivilege("the rights of an administrator",
						"ALTER USER " + new H2Dialect().quote(row.getString(1)) + " ADMIN TRUE")));
		return missing;
	}

	@Override
	public Optional<String> readOnly(Connection connection, Endpoint endpoint) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("CALL READONLY()")) {
			return (row.next() && row.getBoolean(1)) ? Optional.of("it was opened read-only") : Optional.empty();
		}
	}

}
