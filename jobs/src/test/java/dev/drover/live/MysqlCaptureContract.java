package dev.drover.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What only MySQL and MariaDB do to rows. */
abstract class MysqlCaptureContract extends CaptureContract {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "TIMESTAMP(6) | '2020-01-02 03:04:05.123456'", "BIGINT UNSIGNED | 18446744073709551615",
					"BINARY(3) | 0x00ff", "VARBINARY(20) | 0x6100", "DATE | '2020-01-02'",
					"DATETIME(3) | '2020-01-02 03:04:05.678'", "DECIMAL(20,10) | 1.10", "DOUBLE | 0.1",
					"CHAR(5) | 'ab '", "ENUM('x','y') | 'y'", "BIT(9) | b'101'", "INT | 0", "TIME | '-800:59:59'",
					"YEAR | 2020" })
	void a_key_is_noted_in_its_own_type_whatever_the_session_shows(String type, String value) throws SQLException {
		Ground ground = ground("CREATE TABLE keyed (id " + type + " NOT NULL PRIMARY KEY, note VARCHAR(20))");
		String query = "SELECT HEX(CAST(id AS BINARY)), note FROM keyed";
		follows(ground, query, "SET time_zone = '+05:00'", "INSERT INTO keyed VALUES (" + value + ", 'a')",
				"UPDATE keyed SET note = 'b'");
		assertThat(ground.target().rows(query)).hasSize(1);
		follows(ground, query, "DELETE FROM keyed");
	}

	/** The second of them is an hour later, and a local clock shows the same for both. */
	@Test
	void keys_of_the_hour_that_a_clock_shows_twice_are_noted_as_the_instants_that_they_are() throws SQLException {
		Ground ground = ground(
				"CREATE TABLE tick (n INT NOT NULL, id TIMESTAMP NOT NULL PRIMARY KEY, other TIMESTAMP NOT NULL DEFAULT '2020-01-01 00:00:00')",
				"CREATE TABLE kid (n INT NOT NULL, tick TIMESTAMP NOT NULL, PRIMARY KEY (tick, n),"
						+ " FOREIGN KEY (tick) REFERENCES tick (id) ON DELETE CASCADE ON UPDATE CASCADE)");
		String autumn = zoneWithAnHourTwice(ground.source());
		follows(ground,
				"SELECT UNIX_TIMESTAMP(id), n, UNIX_TIMESTAMP(other) FROM tick"
						+ " UNION ALL SELECT UNIX_TIMESTAMP(tick), n, 0 FROM kid ORDER BY 1, 2",
				"SET time_zone = '+00:00'",
				"INSERT INTO tick VALUES (1, '2023-10-29 00:30:00', '2023-10-29 01:30:00'), (2, '2023-10-29 01:30:00', '2023-10-29 00:30:00')",
				"INSERT INTO kid VALUES (3, '2023-10-29 00:30:00'), (4, '2023-10-29 01:30:00')",
				"SET time_zone = '" + autumn + "'", "SET sql_mode = ''", "UPDATE tick SET n = n + 10",
				"UPDATE kid SET n = n + 10", "DELETE FROM tick WHERE n = 12", "UPDATE tick SET id = other",
				"DELETE FROM tick");
		assertThat(ground.source().rows("SELECT n FROM kid")).isEmpty();
	}

	/** A server that was just made knows no zone by its name. */
	private static String zoneWithAnHourTwice(Database database) throws SQLException {
		String name = "Drover/Autumn";
		if (database.rows("SELECT name FROM mysql.time_zone_name WHERE name = '" + name + "'").isEmpty()) {
			database.execute("INSERT INTO mysql.time_zone (use_leap_seconds) VALUES ('N')",
					"SET @zone = LAST_INSERT_ID()",
					"INSERT INTO mysql.time_zone_transition_type (time_zone_id, transition_type_id, `offset`, is_dst, abbreviation)"
							+ " VALUES (@zone, 0, 3600, 0, 'CET'), (@zone, 1, 7200, 1, 'CEST')",
					"INSERT INTO mysql.time_zone_transition (time_zone_id, transition_time, transition_type_id)"
							+ " VALUES (@zone, 1679792400, 1), (@zone, 1698541200, 0)",
					"INSERT INTO mysql.time_zone_name (name, time_zone_id) VALUES ('" + name + "', @zone)");
		}
		return name;
	}

	@Test
	void dates_that_are_none_are_noted_as_keys() throws SQLException {
		follows(ground("CREATE TABLE day (id DATE NOT NULL, at DATETIME(3) NOT NULL, n INT, PRIMARY KEY (id, at))"),
				"SELECT CONCAT(id), CONCAT(at), n FROM day ORDER BY 1", "SET sql_mode = 'ALLOW_INVALID_DATES'",
				"INSERT INTO day VALUES ('2020-02-31', '2020-02-31 01:00:00.5', 1), ('0000-00-00', '0000-00-00', 2),"
						+ " ('2020-00-10', '2020-00-00 10:00:00', 3)",
				"UPDATE day SET n = n + 10", "DELETE FROM day");
	}

	@Test
	void a_FLOAT_key_that_changes_beyond_the_digits_that_are_shown_leaves_no_second_row() throws SQLException {
		follows(ground("CREATE TABLE place (id FLOAT NOT NULL PRIMARY KEY, n INT)"),
				"SELECT id + 0.0E0, n FROM place ORDER BY 1", "INSERT INTO place VALUES (16777216, 1)",
				"UPDATE place SET id = 16777218", "UPDATE place SET n = 2", "DELETE FROM place");
	}

	@Test
	void a_key_that_only_changes_its_case_arrives_as_it_is() throws SQLException {
		follows(ground("CREATE TABLE word (id VARCHAR(20) COLLATE utf8mb4_general_ci NOT NULL PRIMARY KEY, n INT)"),
				"SELECT HEX(id), n FROM word ORDER BY 1", "INSERT INTO word VALUES ('abc', 1), ('e ', 2)",
				"UPDATE word SET id = 'ABC' WHERE n = 1", "UPDATE word SET id = 'e' WHERE n = 2",
				"UPDATE word SET id = 'É' WHERE n = 2", "DELETE FROM word WHERE id = 'abc'");
	}

	@Test
	void a_key_that_only_changes_its_case_leaves_no_second_row_where_case_counts() throws SQLException {
		Ground ground = Ground.of(database("old"), Database.postgresql("new"),
				"CREATE TABLE word (id VARCHAR(20) COLLATE utf8mb4_general_ci NOT NULL PRIMARY KEY, n INT)");
		follows(ground, "SELECT id, n FROM word", "INSERT INTO word VALUES ('abc', 1)", "UPDATE word SET id = 'ABC'",
				"UPDATE word SET id = 'Abc', n = 2", "DELETE FROM word");
	}

	@Test
	void rows_that_foreign_keys_change_or_delete_over_levels_arrive() throws SQLException {
		follows(ground("CREATE TABLE a (id INT NOT NULL PRIMARY KEY)",
				"CREATE TABLE b (id INT NOT NULL PRIMARY KEY, a INT, FOREIGN KEY (a) REFERENCES a (id) ON DELETE CASCADE ON UPDATE CASCADE)",
				"CREATE TABLE c (id INT NOT NULL PRIMARY KEY, b INT, FOREIGN KEY (b) REFERENCES b (id) ON DELETE SET NULL ON UPDATE CASCADE)",
				"CREATE TABLE d (a INT NOT NULL, n INT NOT NULL, PRIMARY KEY (a, n), FOREIGN KEY (a) REFERENCES a (id) ON DELETE CASCADE ON UPDATE CASCADE)"),
				"SELECT 'a', id, 0 FROM a UNION ALL SELECT 'b', id, a FROM b UNION ALL SELECT 'c', id, b FROM c"
						+ " UNION ALL SELECT 'd', a, n FROM d ORDER BY 1, 2, 3",
				"INSERT INTO a VALUES (1), (2)", "INSERT INTO b VALUES (10, 1), (20, 2)",
				"INSERT INTO c VALUES (100, 10), (200, 20)", "INSERT INTO d VALUES (1, 1), (1, 2), (2, 1)",
				"UPDATE a SET id = 7 WHERE id = 1", "UPDATE b SET id = 11 WHERE id = 10", "DELETE FROM a WHERE id = 7",
				"REPLACE INTO a VALUES (2)", "DELETE FROM a");
	}

	/** Nobody would ever read those notes. */
	@Test
	void a_new_owner_without_a_way_back_notes_nothing_also_not_for_foreign_keys() throws SQLException {
		Ground ground = ground("CREATE TABLE a (id INT NOT NULL PRIMARY KEY)",
				"CREATE TABLE b (id INT NOT NULL PRIMARY KEY, a INT, FOREIGN KEY (a) REFERENCES a (id) ON DELETE CASCADE ON UPDATE CASCADE)",
				"CREATE TABLE c (id INT NOT NULL PRIMARY KEY, b INT, FOREIGN KEY (b) REFERENCES b (id) ON DELETE SET NULL)");
		ground.source()
			.execute("INSERT INTO a VALUES (1), (2), (3)", "INSERT INTO b VALUES (10, 1), (20, 2), (30, 3)",
					"INSERT INTO c VALUES (100, 10), (200, 20), (300, 30)");
		ground.cutOverForGood();
		ground.target()
			.execute("DELETE FROM a WHERE id = 1", "UPDATE a SET id = 5 WHERE id = 2", "DELETE FROM b WHERE id = 30");
		assertThat(ground.target().rows("SELECT b.id, a, c.id FROM b LEFT JOIN c ON c.b = b.id"))
			.containsExactly("20|5|200");
		assertThat(ground.target().rows("SELECT count(*) FROM c WHERE b IS NULL")).containsExactly("2");
		assertThat(ground.waitingAtTarget()).isZero();
	}

	@Test
	void a_value_that_a_foreign_key_sets_to_NULL_and_another_hands_on_arrives() throws SQLException {
		follows(ground("CREATE TABLE a (id INT NOT NULL PRIMARY KEY)",
				"CREATE TABLE b (id INT NOT NULL PRIMARY KEY, a INT UNIQUE, FOREIGN KEY (a) REFERENCES a (id) ON DELETE SET NULL ON UPDATE SET NULL)",
				"CREATE TABLE c (id INT NOT NULL PRIMARY KEY, a INT, FOREIGN KEY (a) REFERENCES b (a) ON DELETE SET NULL ON UPDATE CASCADE)"),
				"SELECT 'b', id, a FROM b UNION ALL SELECT 'c', id, a FROM c ORDER BY 1, 2",
				"INSERT INTO a VALUES (1), (2)", "INSERT INTO b VALUES (10, 1), (20, 2)",
				"INSERT INTO c VALUES (100, 1), (200, 2)", "DELETE FROM a WHERE id = 1",
				"UPDATE a SET id = 5 WHERE id = 2");
	}

	@Test
	void a_tree_in_which_two_foreign_keys_refer_to_their_own_table_is_followed() throws SQLException {
		follows(ground("CREATE TABLE person (id INT NOT NULL PRIMARY KEY, boss INT, mentor INT,"
				+ " FOREIGN KEY (boss) REFERENCES person (id) ON DELETE SET NULL, FOREIGN KEY (mentor) REFERENCES person (id) ON DELETE SET NULL)"),
				"SELECT id, boss, mentor FROM person ORDER BY id",
				"INSERT INTO person VALUES (1, NULL, NULL), (2, 1, 1), (3, 2, 1), (4, 3, 2)",
				"DELETE FROM person WHERE id = 1", "DELETE FROM person WHERE id = 3");
	}

	@Test
	void a_child_whose_insert_was_waited_for_is_noted_when_its_parent_goes() throws Exception {
		Ground ground = ground("CREATE TABLE a (id INT NOT NULL PRIMARY KEY, n INT)",
				"CREATE TABLE b (id INT NOT NULL PRIMARY KEY, a INT, FOREIGN KEY (a) REFERENCES a (id) ON DELETE CASCADE)");
		ground.source().execute("INSERT INTO a VALUES (1, 0)", "INSERT INTO b VALUES (10, 1), (20, 1)");
		try (Session one = ground.source().session(); Session other = ground.source().session()) {
			one.begin(Connection.TRANSACTION_READ_COMMITTED).execute("INSERT INTO b VALUES (21, 1)");
			other.begin(Connection.TRANSACTION_READ_COMMITTED);
			Session.Waiting delete = other.later("DELETE FROM a WHERE id = 1");
			awaitWaiter(ground.source());
			one.commit();
			delete.endsWell();
			other.commit();
		}
		ground.apply();
		assertThat(ground.source().rows("SELECT id FROM b")).isEmpty();
		assertThat(ground.target().rows("SELECT id FROM b")).isEmpty();
	}

	static void awaitWaiter(Database database) {
		org.awaitility.Awaitility.await()
			.atMost(java.time.Duration.ofSeconds(20))
			.until(() -> !database
				.rows("SELECT trx_id FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'")
				.isEmpty());
	}

	@Test
	void a_parent_outside_of_the_scope_notes_its_children_and_meets_their_gate() throws SQLException {
		Ground ground = Ground.within("kid", database("old"), database("new"),
				"CREATE TABLE parent (id INT NOT NULL PRIMARY KEY)",
				"CREATE TABLE kid (id INT NOT NULL PRIMARY KEY, p INT, FOREIGN KEY (p) REFERENCES parent (id) ON DELETE CASCADE)");
		follows(ground, "SELECT id FROM kid ORDER BY id", "INSERT INTO parent VALUES (1), (2)",
				"INSERT INTO kid VALUES (10, 1), (20, 2)", "DELETE FROM parent WHERE id = 1");
		ground.cutOver();
		// the parent itself is still written to
		assertThat(GateContract.shut(ground.source())).containsExactly("kid moved moved new");
		try (Session session = ground.source().session()) {
			org.assertj.core.api.Assertions.assertThatThrownBy(() -> session.execute("DELETE FROM parent WHERE id = 2"))
				.isInstanceOf(SQLException.class)
				.hasMessageContaining("drover: moved to new");
		}
	}

	@Test
	void a_truncated_table_is_another_one_whatever_its_name() throws SQLException {
		Ground ground = ground("CREATE TABLE plain (id INT NOT NULL PRIMARY KEY)",
				"CREATE TABLE `or-ders é` (id INT NOT NULL PRIMARY KEY)",
				"CREATE TABLE parted (id INT NOT NULL PRIMARY KEY) PARTITION BY HASH (id) PARTITIONS 3");
		for (String table : List.of("plain", "`or-ders é`", "parted")) {
			Map<String, String> before = prints(ground.flow().from());
			assertThat(prints(ground.flow().from())).isEqualTo(before);
			ground.source().execute("TRUNCATE TABLE " + table);
			assertThat(prints(ground.flow().from())).as(table).isNotEqualTo(before);
		}
		Map<String, String> before = prints(ground.flow().from());
		ground.source().execute("ALTER TABLE parted TRUNCATE PARTITION p1");
		assertThat(prints(ground.flow().from())).isNotEqualTo(before);
	}

}
