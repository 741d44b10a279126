package dev.drover.schema;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.engine.Engine;
import dev.drover.engine.Engines;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.FaultPoints;
import dev.drover.fault.Finding;
import dev.drover.plan.Endpoint;
import dev.drover.plan.Plan;
import dev.drover.plan.PlanReader;
import dev.drover.testserver.MysqlServer;
import dev.drover.testserver.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A constraint that was created without a look at the rows is told after a restart too,
 * when it is there already.
 */
class ToldAgainIT {

	@TempDir
	Path directory;

	@Test
	void onPostgresql() throws Exception {
		PostgresServer server = PostgresServer.shared();
		told(server.createDatabase(), server.user(), server.password());
	}

	@Test
	void onMysql() throws Exception {
		MysqlServer server = MysqlServer.mysql();
		told(server.createDatabase(), server.user(), server.password());
	}

	@Test
	void onH2() throws Exception {
		told("jdbc:h2:file:" + this.directory.resolve("target"), "", "");
	}

	private void told(String url, String user, String password) throws Exception {
		String source = "jdbc:sqlite:" + this.directory.resolve("source.sqlite");
		execute(source, "", "", "CREATE TABLE parent (id integer PRIMARY KEY)",
				"CREATE TABLE child (id integer PRIMARY KEY, parent integer REFERENCES parent (id),"
						+ " n integer CONSTRAINT positive CHECK (n > 0))");
		Plan plan = new PlanReader(Map.of()).read("id: again\nsource: {url: \"" + source + "\"}\ntarget: {url: \"" + url
				+ "\", user: \"" + user + "\", password: \"" + password + "\"}\n", "plan");
		Engine from = Engines.forUrl(source);
		Endpoint there = new Endpoint("target", url, user, password);
		Engine to = Engines.forUrl(url).at(there);
		SchemaMapping mapping;
		try (Connection connection = from.connect(new Endpoint("source", source, null, null))) {
			mapping = new Translation(from, to, plan).of(from.readCatalog(connection));
		}
		try (Connection connection = to.connect(there)) {
			SchemaCreation creation = new SchemaCreation(to, connection, (point) -> {
			});
			creation.createTables(mapping);
			SideBySide alone = new SideBySide(to, () -> to.connect(there), 1);
			String child = to.dialect().quote(mapping.table("child").target().name());
			try (Statement statement = connection.createStatement()) {
				statement.execute("INSERT INTO " + child + " VALUES (1, 99, 5), (2, NULL, -7)");
			}
			List<Finding> first = creation.finish(mapping, (name) -> true, true, alone);
			assertThat(first).extracting(Finding::code).containsExactly(ErrorCode.SCHEMA_005, ErrorCode.SCHEMA_005);
			assertThat(first.get(0).message()).containsIgnoringCase("positive").contains("1 rows, such as row (2)");
			assertThat(first.get(1).message()).contains("1 rows, such as (99) in row (1)");
			assertThat(creation.finish(mapping, (name) -> true, true, alone)).isEqualTo(first);
			assertThatThrownBy(() -> {
				try (Statement statement = connection.createStatement()) {
					statement.execute("INSERT INTO " + child + " VALUES (3, 98, 1)");
				}
			}).isInstanceOf(SQLException.class);
		}
	}

	private static void execute(String url, String user, String password, String... statements) throws SQLException {
		try (Connection connection = DriverManager.getConnection(url, user, password);
				Statement statement = connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

}
