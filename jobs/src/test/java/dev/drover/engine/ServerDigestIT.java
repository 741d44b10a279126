package dev.drover.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.drover.engine.ServerDigest.Sum;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.plan.Endpoint;
import dev.drover.testserver.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A server's own digests of its rows tell each difference, and none where there is none.
 */
class ServerDigestIT {

	private static final String TABLE = """
			CREATE EXTENSION IF NOT EXISTS citext;
			CREATE TYPE mood AS ENUM (%s);
			CREATE COLLATION IF NOT EXISTS blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
			CREATE TABLE held (id integer PRIMARY KEY, a text, b text, n numeric, f8 double precision, f4 real, c char(5), ci citext,
			  nd text COLLATE blind, m mood, bin bytea, j json, jb jsonb, tz timestamptz, arr integer[], iv interval, flag boolean);
			""";

	private static final List<String> ROWS = List.of(
			"(1, 'one', 'x', 1.50, 0.0, 0.0, 'ab', 'Word', 'Word', 'sad', '\\x00', '{\"a\": 1}', '{\"a\": 1}', '2024-01-01 00:00:00+00',"
					+ " '{1,2}', '1 mon', true)",
			"(2, 'two', 'y', 2, 1.5, 1.5, 'cd', 'other', 'other', 'glad', NULL, NULL, NULL, NULL, NULL, NULL, NULL)",
			"(3, '', NULL, NULL, 'NaN', 'Infinity', '', '', '', NULL, '', '[]', '[]', 'infinity', '{}', '0', false)");

	private final PostgresServer server = PostgresServer.shared();

	private final Engine engine = Engines.forUrl("jdbc:postgresql:");

	private Connection database(String labels) throws SQLException {
		Connection connection = this.engine
			.connect(new Endpoint("one", this.server.createDatabase(), this.server.user(), this.server.password()));
		execute(connection, TABLE.formatted(labels));
		return connection;
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private ServerDigest digest(Connection connection) throws SQLException {
		Table table = this.engine.readCatalog(connection).table(TableName.of("held")).orElseThrow();
		ServerDigest digest = this.engine.serverDigest(connection, table.name(),
				table.columns().stream().map((column) -> new ColumnBinding(column, column.type().kind())).toList());
		assertThat(digest).isNotNull();
		return digest;
	}

	private Sum sum(Connection connection) throws SQLException {
		ServerDigest digest = digest(connection);
		Sum sum = Sum.NOTHING;
		for (Sum part = digest.next(); part != null; part = digest.next()) {
			sum = sum.plus(part);
		}
		return sum;
	}

	@Test
	void neitherTheOrderNorTheSpellingOfEqualValuesCounts() throws Exception {
		try (Connection one = database("'sad', 'glad'"); Connection other = database("'glad', 'sad'")) {
			execute(one, "INSERT INTO held VALUES " + String.join(", ", ROWS));
			for (int i = ROWS.size() - 1; i >= 0; i--) {
				execute(other, "INSERT INTO held VALUES " + ROWS.get(i));
			}
			// a dead version and a row in another page
			execute(other, "UPDATE held SET n = 1.5000 WHERE id = 1");
			assertThat(digest(one).form()).isEqualTo(digest(other).form());
			assertThat(sum(one).rows()).isEqualTo(ROWS.size());
			assertThat(sum(one)).isEqualTo(sum(other));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "UPDATE held SET b = CASE id WHEN 1 THEN 'y' ELSE 'x' END WHERE id < 3",
			"UPDATE held SET a = b, b = a WHERE id = 1", "UPDATE held SET f8 = '-0' WHERE id = 1",
			"UPDATE held SET f4 = '-0' WHERE id = 1", "UPDATE held SET ci = 'word' WHERE id = 1",
			"UPDATE held SET nd = 'word' WHERE id = 1", "UPDATE held SET m = 'glad' WHERE id = 1",
			"UPDATE held SET b = '' WHERE id = 3", "UPDATE held SET a = 'one ' WHERE id = 1",
			"UPDATE held SET n = 1.51 WHERE id = 1", "UPDATE held SET iv = '30 days' WHERE id = 1",
			"UPDATE held SET jb = '{\"a\": 1.0}' WHERE id = 1", "UPDATE held SET arr = '{2,1}' WHERE id = 1",
			"UPDATE held SET tz = tz + interval '1 microsecond' WHERE id = 1", "DELETE FROM held WHERE id = 2",
			"INSERT INTO held (id) VALUES (4)", "UPDATE held SET id = 5 WHERE id = 3" })
	void aDifferenceIsSeen(String change) throws Exception {
		try (Connection one = database("'sad', 'glad'"); Connection other = database("'sad', 'glad'")) {
			for (Connection each : List.of(one, other)) {
				execute(each, "INSERT INTO held VALUES " + String.join(", ", ROWS));
			}
			assertThat(sum(one)).isEqualTo(sum(other));
			execute(other, change);
			assertThat(sum(other)).isNotEqualTo(sum(one));
		}
	}

	@Test
	void allPartsOfALargeTableCount() throws Exception {
		try (Connection one = database("'sad', 'glad'"); Connection other = database("'sad', 'glad'")) {
			for (Connection each : List.of(one, other)) {
				execute(each, "INSERT INTO held (id, a) SELECT i, i FROM generate_series(1, 200) i");
				// pages enough for more than one part
				execute(each, "ALTER TABLE held ALTER COLUMN b SET STORAGE PLAIN");
				execute(each,
						"INSERT INTO held (id, b) SELECT i, repeat('x', 7900) FROM generate_series(1000, 18000) i");
			}
			assertThat(sum(one).rows()).isEqualTo(17_201);
			assertThat(sum(one)).isEqualTo(sum(other));
			execute(other, "UPDATE held SET a = 'other' WHERE id = 18000");
			assertThat(sum(other)).isNotEqualTo(sum(one));
		}
	}

}
