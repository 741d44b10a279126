package dev.drover.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What only PostgreSQL can do to a row. */
class PostgresqlCaptureIT extends CaptureContract {

	private static final String[] DAYS = {
			"CREATE TABLE day (id INTEGER NOT NULL, at DATE NOT NULL, note TEXT, PRIMARY KEY (id, at)) PARTITION BY RANGE (at)",
			"CREATE TABLE day_1 PARTITION OF day FOR VALUES FROM ('2020-01-01') TO ('2020-02-01')",
			"CREATE TABLE day_2 PARTITION OF day FOR VALUES FROM ('2020-02-01') TO ('2020-03-01')" };

	@Override
	Database database(String name) {
		return Database.postgresql(name);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~',
			value = { "timestamptz | '2020-01-02 03:04:05.123456+05'", "date | '2020-02-01'", "float8 | 0.1",
					"float4 | 0.1", "numeric | 1.10", "uuid | 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'",
					"bytea | '\\x00ff'", "interval | '1 mon -3 days 00:00:01'", "text | 'É\"\\,''{}'", "char(5) | 'ab'",
					"bool | true", "inet | '10.0.0.1/8'" })
	void a_key_is_noted_in_its_own_type_whatever_the_session_shows(String type, String value) throws SQLException {
		Ground ground = ground("CREATE TABLE keyed (id " + type + " PRIMARY KEY, note text)");
		String query = "SELECT id::text, note FROM keyed";
		try (Session session = ground.source().session()) {
			// the driver does not allow another style of days, a function may set it
			session.execute("SET TimeZone = 'Asia/Kathmandu'", "SET extra_float_digits = -15",
					"SET IntervalStyle = 'sql_standard'", "SET bytea_output = 'escape'",
					"CREATE FUNCTION styled(text) RETURNS void LANGUAGE plpgsql SET DateStyle = 'SQL, DMY' AS 'BEGIN EXECUTE $1; END'");
			session.execute(styled("INSERT INTO keyed VALUES (" + value + ", 'a')"));
			ground.apply();
			assertThat(ground.target().rows(query)).isEqualTo(ground.source().rows(query)).hasSize(1);
			session.execute(styled("UPDATE keyed SET note = 'b'"));
			ground.apply();
			assertThat(ground.target().rows(query)).isEqualTo(ground.source().rows(query)).hasSize(1);
			session.execute(styled("DELETE FROM keyed"));
			ground.apply();
			assertThat(ground.target().rows(query)).isEmpty();
		}
	}

	private static String styled(String sql) {
		return "SELECT styled($drover$" + sql + "$drover$)";
	}

	@Test
	void statements_that_name_a_partition_and_rows_that_move_between_two_arrive() throws SQLException {
		follows(ground(DAYS), "SELECT * FROM day ORDER BY id, at",
				"INSERT INTO day_1 VALUES (1, '2020-01-05', 'in a leaf')",
				"INSERT INTO day VALUES (2, '2020-02-05', 'by the root')",
				"UPDATE day SET at = '2020-02-07' WHERE id = 1", "UPDATE day_2 SET note = 'changed'",
				"DELETE FROM day_2 WHERE id = 1", "TRUNCATE day_2", "INSERT INTO day VALUES (5, '2020-01-01', '')",
				"TRUNCATE day");
	}

	@Test
	void a_partition_that_comes_or_goes_is_another_table_than_before() throws SQLException {
		Ground ground = ground(DAYS);
		Map<String, String> before = prints(ground.flow().from());
		ground.source()
			.execute("CREATE TABLE day_3 (LIKE day)", "INSERT INTO day_3 VALUES (3, '2020-03-03', 'filled before')",
					"ALTER TABLE day ATTACH PARTITION day_3 FOR VALUES FROM ('2020-03-01') TO ('2020-04-01')");
		Map<String, String> attached = prints(ground.flow().from());
		assertThat(attached).isNotEqualTo(before);
		ground.source().execute("ALTER TABLE day DETACH PARTITION day_1");
		assertThat(prints(ground.flow().from())).isNotEqualTo(attached);
	}

	@Test
	void rows_of_children_that_inherit_are_noted_as_their_own() throws SQLException {
		Ground ground = ground("CREATE TABLE base (id INTEGER PRIMARY KEY, note TEXT)",
				"CREATE TABLE child (PRIMARY KEY (id)) INHERITS (base)");
		follows(ground, "SELECT tableoid::regclass::text, * FROM base ORDER BY id",
				"INSERT INTO child VALUES (1, 'child')", "INSERT INTO base VALUES (2, 'base')",
				"UPDATE base SET note = note || '!'", "DELETE FROM base WHERE id = 1");
	}

	@Test
	void a_session_that_plays_a_replica_is_noted() throws SQLException {
		Ground ground = ground(ITEM);
		follows(ground, "SELECT * FROM item ORDER BY id", "SET session_replication_role = replica",
				"INSERT INTO item VALUES (1, 1, 'by replication')", "UPDATE item SET id = 5", "TRUNCATE item");
	}

	@Test
	void the_numbers_that_an_application_asks_for_are_its_own() throws SQLException {
		Ground ground = ground("CREATE TABLE numbered (id SERIAL PRIMARY KEY, note TEXT)");
		try (Session session = ground.source().session()) {
			session.execute("INSERT INTO numbered (note) VALUES ('a')",
					"DO $$ BEGIN ASSERT lastval() = 1, 'lastval is ' || lastval(); END $$");
		}
	}

	@Test
	void keys_of_foreign_keys_that_cascade_over_two_levels_arrive() throws SQLException {
		follows(ground("CREATE TABLE a (id INTEGER PRIMARY KEY)",
				"CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER REFERENCES a ON DELETE CASCADE ON UPDATE CASCADE)",
				"CREATE TABLE c (id INTEGER PRIMARY KEY, b INTEGER REFERENCES b ON DELETE SET NULL ON UPDATE CASCADE)"),
				"SELECT 'a', id, 0 FROM a UNION ALL SELECT 'b', id, a FROM b UNION ALL SELECT 'c', id, b FROM c ORDER BY 1, 2",
				"INSERT INTO a VALUES (1), (2)", "INSERT INTO b VALUES (10, 1), (20, 2)",
				"INSERT INTO c VALUES (100, 10), (200, 20)", "UPDATE a SET id = 7 WHERE id = 1",
				"UPDATE b SET id = 11 WHERE id = 10", "DELETE FROM a WHERE id = 7", "TRUNCATE a CASCADE");
	}

	@Test
	void what_a_subscription_brings_is_noted_and_its_truncate_is_found() throws Exception {
		Database publisher = database("publisher");
		publisher.execute(ITEM, "CREATE PUBLICATION everything FOR ALL TABLES");
		String slot = "drover_" + System.nanoTime();
		try (Session session = publisher.session()) {
			session.execute("SELECT pg_create_logical_replication_slot('" + slot + "', 'pgoutput')");
		}
		Database source = database("old");
		String name = publisher.endpoint().url().replaceAll("^.*/([^/?]+).*$", "$1");
		int port = Integer.parseInt(publisher.endpoint().url().replaceAll("^.*:(\\d+)/.*$", "$1"));
		String host = publisher.endpoint().url().replaceAll("^jdbc:postgresql://([^:/]+).*$", "$1");
		source.execute(ITEM);
		source.execute("CREATE SUBSCRIPTION incoming CONNECTION 'host=" + host + " port=" + port + " dbname=" + name
				+ " user=" + publisher.endpoint().user() + " password=" + publisher.endpoint().password()
				+ "' PUBLICATION everything WITH (create_slot = false, slot_name = '" + slot + "', copy_data = false)");
		try {
			Ground ground = Ground.of(source, database("new"));
			Map<String, String> before = prints(ground.flow().from());
			publisher.execute("INSERT INTO item VALUES (1, 1, 'from afar')");
			await(() -> source.rows("SELECT id FROM item").equals(List.of("1")));
			ground.apply();
			assertThat(ground.target().rows("SELECT * FROM item")).isEqualTo(List.of("1|1|from afar"));
			assertThat(prints(ground.flow().from())).isEqualTo(before);
			publisher.execute("TRUNCATE item");
			await(() -> source.rows("SELECT id FROM item").isEmpty());
			assertThat(prints(ground.flow().from())).isNotEqualTo(before);
		}
		finally {
			source.execute("ALTER SUBSCRIPTION incoming DISABLE");
			source.execute("ALTER SUBSCRIPTION incoming SET (slot_name = NONE)");
			source.execute("DROP SUBSCRIPTION incoming");
			publisher
				.execute("SELECT pg_drop_replication_slot('" + slot + "') FROM (SELECT pg_terminate_backend(active_pid)"
						+ " FROM pg_replication_slots WHERE slot_name = '" + slot + "') ended");
		}
	}

	private static void await(java.util.concurrent.Callable<Boolean> condition) {
		org.awaitility.Awaitility.await().atMost(java.time.Duration.ofSeconds(20)).until(condition);
	}

}
