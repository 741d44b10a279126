package dev.drover.job;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.engine.Engine;
import dev.drover.engine.Engines;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.Statements;
import dev.drover.plan.Endpoint;
import dev.drover.testserver.MysqlServer;
import dev.drover.testserver.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tables are small by the rows that they hold now.
 */
class SmallTablesIT {

	@TempDir
	Path directory;

	@Test
	void ofPostgresql() throws SQLException {
		PostgresServer server = PostgresServer.shared();
		areTheSmallest(new Endpoint("here", server.createDatabase(), server.user(), server.password()));
	}

	@Test
	void ofMysql() throws SQLException {
		areTheSmallest(of(MysqlServer.mysql()));
	}

	@Test
	void ofMariadb() throws SQLException {
		areTheSmallest(of(MysqlServer.mariadb()));
	}

	@Test
	void ofSqlite() throws SQLException {
		areTheSmallest(new Endpoint("here", "jdbc:sqlite:" + this.directory.resolve("here.sqlite"), "", ""));
	}

	private static Endpoint of(MysqlServer server) {
		return new Endpoint("here", server.createDatabase(), server.user(), server.password());
	}

	private static void areTheSmallest(Endpoint endpoint) throws SQLException {
		Engine engine = Engines.forUrl(endpoint.url()).at(endpoint);
		try (Connection connection = engine.connect(endpoint)) {
			Statements.execute(connection, "CREATE TABLE digit (d INTEGER NOT NULL PRIMARY KEY)");
			for (int digit : IntStream.range(0, 10).toArray()) {
				Statements.execute(connection, "INSERT INTO digit VALUES (" + digit + ")");
			}
			fill(connection, "too_many", 50_001);
			fill(connection, "many", 30_000);
			fill(connection, "no_more", 20_001);
			fill(connection, "fitting", 19_990);
			List<TableName> all = engine.readCatalog(connection).tables().stream().map(Table::name).toList();
			assertThat(all).hasSize(5);
			assertThat(SmallTables.among(engine, connection, all, (table) -> table)).extracting(TableName::name)
				.containsExactly("digit", "fitting", "no_more");
			assertThat(SmallTables.among(engine, connection,
					all.stream().filter((table) -> !table.name().equals("no_more")).toList(), (table) -> table))
				.extracting(TableName::name)
				.as("as many rows as may be")
				.containsExactly("digit", "fitting", "many");
		}
	}

	private static void fill(Connection connection, String table, int rows) throws SQLException {
		Statements.execute(connection, "CREATE TABLE " + table + " (id INTEGER NOT NULL PRIMARY KEY)");
		String id = "a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d";
		Statements.execute(connection, "INSERT INTO " + table + " SELECT " + id
				+ " FROM digit a, digit b, digit c, digit e, digit f WHERE " + id + " < " + rows);
	}

}
