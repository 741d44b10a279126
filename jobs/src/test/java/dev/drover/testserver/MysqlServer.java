package dev.drover.testserver;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.JdbcDatabaseContainer;
import org.testcontainers.mariadb.MariaDBContainer;
import org.testcontainers.mysql.MySQLContainer;

/**
 * A MySQL or MariaDB server: the one that DROVER_TEST_MYSQL_URL or
 * DROVER_TEST_MARIADB_URL names, else one in Docker, else one from binaries.
 */
public final class MysqlServer {

	private static final String[] COMMAND = { "--innodb-flush-log-at-trx-commit=0", "--skip-log-bin",
			"--local-infile=ON", "--max-connections=200", "--max-allowed-packet=64M" };

	private final AtomicInteger databases = new AtomicInteger();

	private final String url;

	private final String user;

	private final String password;

	private MysqlServer(String url, String user, String password) {
		this.url = url;
		this.user = user;
		this.password = password;
	}

	/** The MySQL server that all tests of this JVM share. */
	public static MysqlServer mysql() {
		return Mysql.SERVER;
	}

	/** The MariaDB server that all tests of this JVM share. */
	public static MysqlServer mariadb() {
		return Mariadb.SERVER;
	}

	/** The URL of a fresh, empty database. */
	public String createDatabase() {
		String name = "drover_test_" + ProcessHandle.current().pid() + "_" + System.nanoTime() + "_"
				+ this.databases.incrementAndGet();
		try (Connection connection = DriverManager.getConnection(this.url, this.user, this.password);
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
		}
		catch (SQLException ex) {
			throw new IllegalStateException("no test database at " + this.url, ex);
		}
		return this.url.replaceFirst("/[^/?]*(\\?.*)?$", "/" + name + "$1");
	}

	/** A user with all privileges. */
	public String user() {
		return this.user;
	}

	/** That user's password. */
	public String password() {
		return this.password;
	}

	private static MysqlServer start(String engine, Supplier<JdbcDatabaseContainer<?>> container,
			Supplier<String> binaries) {
		String given = System.getenv("DROVER_TEST_" + engine + "_URL");
		if (given != null && !given.isBlank()) {
			return new MysqlServer(given, variable("DROVER_TEST_" + engine + "_USER", "root"),
					variable("DROVER_TEST_" + engine + "_PASSWORD", ""));
		}
		if (DockerClientFactory.instance().isDockerAvailable()) {
			// removed by Testcontainers when the JVM ends
			JdbcDatabaseContainer<?> started = container.get();
			started.withUsername("root").withPassword("secret").start();
			return new MysqlServer("jdbc:mysql://" + started.getHost() + ":" + started.getFirstMappedPort()
					+ "/?allowPublicKeyRetrieval=true", "root", "secret");
		}
		return new MysqlServer(binaries.get(), "root", "");
	}

	private static String variable(String name, String fallback) {
		return Objects.requireNonNullElse(System.getenv(name), fallback);
	}

	private static final class Mysql {

		private static final MysqlServer SERVER = start("MYSQL",
				() -> new MySQLContainer("mysql:8.0").withCommand(COMMAND), MysqlBinaries::startMysql);

	}

	private static final class Mariadb {

		private static final MysqlServer SERVER = start("MARIADB",
				() -> new MariaDBContainer("mariadb:11.4").withCommand(COMMAND), MysqlBinaries::startMariadb);

	}

}
