package dev.drover.app.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.testserver.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows of three megabytes beside many narrow ones pass through a small heap, with the
 * JVM's options as the launcher sets them.
 */
class SmallHeapIT {

	private static final Path LAUNCHER = Path.of("..", "drover").toAbsolutePath().normalize();

	@TempDir
	Path directory;

	private Shell shell;

	@BeforeEach
	void shell() {
		this.shell = new Shell(this.directory);
	}

	@Test
	void twentyWideRowsPassThroughNinetySixMegabytes() throws Exception {
		source(20, 3_000);
		arrives(h2(), "96m");
	}

	@Test
	@Tag("proof")
	void h2TakesHundredsOfMegabytesThroughTwoHundredAndFiftySix() throws Exception {
		source(150, 300_000);
		arrives(h2(), "256m");
	}

	@Test
	@Tag("proof")
	void sqliteTakesHundredsOfMegabytesThroughTwoHundredAndFiftySix() throws Exception {
		source(150, 300_000);
		arrives(sqlite(), "256m");
	}

	@Test
	@Tag("proof")
	void postgresqlTakesHundredsOfMegabytesThroughTwoHundredAndFiftySix() throws Exception {
		source(150, 300_000);
		arrives(postgresql(), "256m");
	}

	private Target h2() {
		return new Target("h2", "jdbc:h2:file:" + this.directory.resolve("target"), "", "");
	}

	private Target sqlite() {
		return new Target("sqlite", "jdbc:sqlite:" + this.directory.resolve("target.sqlite"), "", "");
	}

	private static Target postgresql() {
		PostgresServer server = PostgresServer.shared();
		return new Target("postgresql", server.createDatabase(), server.user(), server.password());
	}

	private String sourceUrl() {
		return "jdbc:sqlite:" + this.directory.resolve("source.sqlite");
	}

	private void source(int wide, int narrow) throws SQLException {
		String numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) ";
		try (Connection connection = DriverManager.getConnection(sourceUrl());
				Statement statement = connection.createStatement()) {
			statement.execute("CREATE TABLE wide (id INTEGER PRIMARY KEY, body BLOB NOT NULL, note TEXT NOT NULL)");
			statement.execute("CREATE TABLE narrow (id INTEGER PRIMARY KEY, amount INTEGER NOT NULL)");
			statement.execute("INSERT INTO wide " + numbers.formatted(wide)
					+ "SELECT i, randomblob(2000000), hex(randomblob(500000)) FROM n");
			statement.execute("INSERT INTO narrow " + numbers.formatted(narrow) + "SELECT i, i * 7 FROM n");
		}
	}

	private void arrives(Target target, String heap) throws Exception {
		Path plan = this.directory.resolve(target.id() + ".yaml");
		Files.writeString(plan, """
				id: %s
				source: {url: "%s"}
				target: {url: "%s", user: "%s", password: "%s"}
				data: {type: snapshot}
				verify: {level: full}
				""".formatted(target.id(), sourceUrl(), target.url(), target.user(), target.password()));
		Shell.Ended run = this.shell
			.start(List.of(LAUNCHER.toString(), "run", plan.toString()),
					Map.of("JAVA_HOME", System.getProperty("java.home"), "DROVER_JAVA_OPTS", "-Xmx" + heap))
			.end();
		assertThat(run.status()).as(run.out() + run.err()).isZero();
		for (String sql : List.of(
				"SELECT count(*), sum(id), sum(octet_length(body)), sum(octet_length(note)) FROM wide",
				"SELECT count(*), sum(id), sum(amount), min(amount) FROM narrow")) {
			assertThat(sums(target.url(), target.user(), target.password(), sql))
				.isEqualTo(sums(sourceUrl(), "", "", sql));
		}
	}

	private static List<Long> sums(String url, String user, String password, String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection(url, user, password);
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return List.of(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4));
		}
	}

	private record Target(String id, String url, String user, String password) {

	}

}
