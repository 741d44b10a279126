package dev.drover.live;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.drover.testserver.OwnMysql;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("proof")
class MariadbGateIT extends MysqlGateContract {

	private static final String SEEN = "CREATE TABLE seen"
			+ " (at TIMESTAMP NOT NULL, id INT PRIMARY KEY, name VARCHAR(9) NOT NULL)";

	@Override
	OwnMysql server() throws IOException {
		return OwnMysql.mariadbThatKeeps();
	}

	@Override
	Database database(String name) {
		return Database.mariadb(name);
	}

	/** Beside a trigger before it the server would spoil columns that are NOT NULL. */
	@ParameterizedTest
	@ValueSource(strings = { "INSERT INTO %s (at, id, name) SELECT at, id + 10, name FROM news",
			"INSERT IGNORE INTO %s (at, id, name) SELECT at, id + 1, name FROM news",
			"REPLACE INTO %s (at, id, name) SELECT at, id + 1, name FROM news",
			"INSERT INTO %s (at, id, name) SELECT at, id + 1, name FROM news ON DUPLICATE KEY UPDATE name = VALUES(name)" })
	void what_an_application_inserts_by_a_query_is_the_same_where_nothing_follows(String statement)
			throws SQLException {
		Ground ground = Ground.of(database("old"), database("new"), SEEN,
				"CREATE TABLE kid (id INT PRIMARY KEY, of_seen INT, FOREIGN KEY (of_seen) REFERENCES seen (id) ON UPDATE CASCADE)");
		Database source = ground.source();
		source.execute("CREATE TABLE beside LIKE seen", "CREATE TABLE news LIKE seen",
				"INSERT INTO news VALUES ('2020-01-01', 1, 'a'), ('2020-01-02', 2, 'b'), ('2020-01-03', 3, 'c')",
				"INSERT INTO beside SELECT * FROM news", "INSERT INTO seen SELECT * FROM news");
		for (String mode : new String[] { "STRICT_ALL_TABLES", "" }) {
			for (String table : new String[] { "beside", "seen" }) {
				source.execute("SET sql_mode = '" + mode + "'", "DELETE FROM " + table + " WHERE id > 3",
						statement.formatted(table));
			}
			assertThat(source.rows("SELECT * FROM seen ORDER BY id"))
				.isEqualTo(source.rows("SELECT * FROM beside ORDER BY id"));
		}
		ground.apply();
		assertThat(ground.target().rows("SELECT * FROM seen ORDER BY id"))
			.isEqualTo(source.rows("SELECT * FROM seen ORDER BY id"));
	}

	/** Of an empty table the server itself would let it stay. */
	@ParameterizedTest
	@ValueSource(strings = { "INSERT INTO seen VALUES ('2020-01-01', 1, 'a'), ('2020-01-01', 2, 'a')",
			"INSERT INTO seen SELECT now(), 1, 'a'" })
	void a_row_that_was_refused_does_not_stay_where_a_session_checks_nothing(String statement) throws SQLException {
		Ground ground = Ground.of(database("old"), database("new"), SEEN);
		ground.cutOver();
		try (Session session = ground.source().session()) {
			session.execute("SET unique_checks = 0, foreign_key_checks = 0");
			session.begin(Connection.TRANSACTION_READ_COMMITTED);
			assertThat(failure(session, statement)).isNotNull();
			failure(session, "COMMIT");
		}
		assertThat(ground.source().rows("SELECT * FROM seen")).isEmpty();
	}

	@Test
	void triggers_of_applications_come_after_the_gate() throws SQLException {
		Database source = database("old");
		Ground ground = Ground.within("item", source, database("new"), ITEM, "CREATE TABLE log (n INT) ENGINE=Aria",
				"CREATE TRIGGER app AFTER INSERT ON item FOR EACH ROW INSERT INTO log VALUES (1)");
		ground.cutOver();
		try (Session session = source.session()) {
			assertThat(refused(failure(session, "INSERT INTO item VALUES (1, 0)"))).isTrue();
		}
		assertThat(source.rows("SELECT * FROM log")).isEmpty();
	}

}
