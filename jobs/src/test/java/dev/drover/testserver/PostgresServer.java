package dev.drover.testserver;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * A PostgreSQL server: the one that DROVER_TEST_POSTGRESQL_URL names, else one in Docker,
 * else one from binaries on the class path.
 */
public final class PostgresServer {

	private static final String URL = "DROVER_TEST_POSTGRESQL_URL";

	private final AtomicInteger databases = new AtomicInteger();

	private final String url;

	private final String user;

	private final String password;

	private PostgresServer(String url, String user, String password) {
		this.url = url;
		this.user = user;
		this.password = password;
	}

	/** The server that all tests of this JVM share. */
	public static PostgresServer shared() {
		return Shared.SERVER;
	}

	/** The URL of a fresh, empty database. */
	public String createDatabase() {
		String name = "drover_test_" + ProcessHandle.current().pid() + "_" + System.nanoTime() + "_"
				+ this.databases.incrementAndGet();
		try (Connection connection = DriverManager.getConnection(this.url, this.user, this.password);
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8'");
		}
		catch (SQLException ex) {
			throw new IllegalStateException("no test database at " + this.url, ex);
		}
		return this.url.replaceFirst("/[^/?]*(\\?.*)?$", "/" + name + "$1");
	}

	/** The superuser. */
	public String user() {
		return this.user;
	}

	/** The superuser's password. */
	public String password() {
		return this.password;
	}

	private static PostgresServer start() {
		String given = System.getenv(URL);
		if (given != null && !given.isBlank()) {
			return new PostgresServer(given, variable("DROVER_TEST_POSTGRESQL_USER", "postgres"),
					variable("DROVER_TEST_POSTGRESQL_PASSWORD", ""));
		}
		if (DockerClientFactory.instance().isDockerAvailable()) {
			return inDocker();
		}
		return new PostgresServer(PostgresBinaries.start(), "postgres", "");
	}

	@SuppressWarnings("resource")
	private static PostgresServer inDocker() {
		// removed by Testcontainers when the JVM ends
		PostgreSQLContainer container = new PostgreSQLContainer("postgres:18-alpine").withCommand("postgres", "-c",
				"fsync=off", "-c", "wal_level=logical", "-c", "max_connections=200", "-c",
				"max_prepared_transactions=10");
		container.start();
		return new PostgresServer(container.getJdbcUrl(), container.getUsername(), container.getPassword());
	}

	private static String variable(String name, String fallback) {
		return Objects.requireNonNullElse(System.getenv(name), fallback);
	}

	private static final class Shared {

		private static final PostgresServer SERVER = start();

	}

}
