package dev.drover.live;

import java.sql.Connection;
import java.sql.SQLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.drover.capture.LiveSide;

import static org.assertj.core.api.Assertions.assertThat;

class PostgresqlGateIT extends ServerGateContract {

	@Override
	Database database(String name) {
		return Database.postgresql(name);
	}

	@Override
	void awaitWaiter(Database database) {
		org.awaitility.Awaitility.await()
			.atMost(java.time.Duration.ofSeconds(20))
			.pollInterval(java.time.Duration.ofMillis(10))
			.until(() -> !database
				.rows("SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
						+ " WHERE NOT l.granted AND d.datname = current_database()")
				.isEmpty());
	}

	@Override
	String longLook() {
		return "SELECT pg_sleep(2.5)";
	}

	/** Why the gate is no advisory lock beside a row that says where the owner is. */
	@Test
	void control_an_advisory_lock_and_a_row_let_a_session_with_an_old_view_pass() throws Exception {
		Database database = database("control");
		database.execute(ITEM, "INSERT INTO item VALUES (1, 0)", "CREATE TABLE gate (state text)",
				"INSERT INTO gate VALUES ('open')",
				"CREATE FUNCTION pass() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock_shared(7);"
						+ " IF (SELECT state FROM gate) <> 'open' THEN RAISE EXCEPTION 'moved'; END IF; RETURN NULL; END $$",
				"CREATE TRIGGER pass AFTER UPDATE ON item FOR EACH ROW EXECUTE FUNCTION pass()");
		try (Session writer = database.session(); Session fence = database.session()) {
			writer.begin(Connection.TRANSACTION_REPEATABLE_READ).execute("SELECT * FROM item");
			fence.begin(Connection.TRANSACTION_READ_COMMITTED)
				.execute("SELECT pg_advisory_xact_lock(7)", "UPDATE gate SET state = 'moved'");
			Session.Waiting write = writer.later("UPDATE item SET n = 99");
			awaitWaiter(database);
			fence.commit();
			write.endsWell();
			writer.commit();
		}
		assertThat(database.rows("SELECT n FROM item")).containsExactly("99");
	}

	/** Applications ask there for the owner, whoever they are. */
	@Test
	void all_may_read_the_route_and_nothing_else() throws SQLException {
		assertThat(ground().source()
			.rows("SELECT concat_ws(' ', has_schema_privilege('public', 'drover', 'USAGE'),"
					+ " has_table_privilege('public', 'drover.route', 'SELECT'),"
					+ " has_table_privilege('public', 'drover.route', 'UPDATE'),"
					+ " has_table_privilege('public', 'drover.gate', 'SELECT'))"))
			.containsExactly("t t f f");
	}

	@Test
	void that_a_table_is_shut_is_seen_by_who_may_not_read_the_gate() throws SQLException {
		Ground ground = ground();
		assertThat(shut(ground.source(), "SET ROLE pg_monitor")).isEmpty();
		ground.cutOver();
		assertThat(shut(ground.source(), "SET ROLE pg_monitor")).containsExactly("item moved  ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "COMMIT", "ROLLBACK" })
	void a_prepared_transaction_keeps_the_gate_and_is_named_until_it_is_ended(String end) throws SQLException {
		Ground ground = ground();
		LiveSide from = ground.flow().from();
		String name = "left alone " + System.nanoTime();
		try (Session writer = ground.source().session(); Connection look = from.connect()) {
			writer.execute("BEGIN", "UPDATE item SET n = 5 WHERE id = 1", "PREPARE TRANSACTION '" + name + "'");
			refusesToSwitch(ground, name);
			assertThat(from.live().blockers(look, from.unit())).anyMatch((it) -> it.session().contains(name));
			writer.execute(end + " PREPARED '" + name + "'");
			assertThat(from.live().blockers(look, from.unit())).isEmpty();
			ground.cutOver();
		}
		assertThat(ground.target().rows("SELECT n FROM item WHERE id = 1"))
			.containsExactly(end.equals("COMMIT") ? "5" : "0");
	}

	@Test
	void what_is_rolled_back_to_a_savepoint_frees_the_gate_and_the_next_write_takes_it_again() throws SQLException {
		Ground ground = ground();
		LiveSide from = ground.flow().from();
		try (Session writer = ground.source().session(); Connection fence = from.connect()) {
			from.live().prepareFence(fence);
			writer.begin(Connection.TRANSACTION_READ_COMMITTED)
				.execute("SAVEPOINT one", "UPDATE item SET n = 5", "ROLLBACK TO SAVEPOINT one");
			assertThat(from.live().take(fence, from.unit())).isTrue();
			from.live().letGo(fence);
			writer.execute("UPDATE item SET n = 6");
			assertThat(from.live().take(fence, from.unit())).isFalse();
		}
	}

	@Test
	void truncate_sessions_that_play_a_replica_and_partitions_by_name_are_refused_too() throws SQLException {
		Ground ground = Ground.of(database("old"), database("new"),
				"CREATE TABLE item (id BIGINT NOT NULL PRIMARY KEY, n INTEGER NOT NULL) PARTITION BY RANGE (id)",
				"CREATE TABLE item_1 PARTITION OF item FOR VALUES FROM (0) TO (10)", "INSERT INTO item VALUES (1, 0)");
		ground.cutOver();
		try (Session session = ground.source().session()) {
			assertThat(refused(failure(session, "TRUNCATE item"))).isTrue();
			assertThat(refused(failure(session, "TRUNCATE item_1"))).isTrue();
			assertThat(refused(failure(session, "INSERT INTO item_1 VALUES (2, 0)"))).isTrue();
			assertThat(refused(failure(session, "MERGE INTO item USING (SELECT 1 AS id) s ON s.id = item.id"
					+ " WHEN MATCHED THEN UPDATE SET n = 1")))
				.isTrue();
			assertThat(refused(failure(session, "WITH gone AS (DELETE FROM item RETURNING id) SELECT * FROM gone")))
				.isTrue();
			session.execute("SET session_replication_role = replica");
			assertThat(refused(failure(session, "UPDATE item SET n = 1"))).isTrue();
		}
	}

	@Test
	void a_gate_that_was_closed_is_on_the_disk_even_where_commits_need_not_be() throws SQLException {
		Ground ground = ground();
		LiveSide from = ground.flow().from();
		String name = ground.source().rows("SELECT current_database()").get(0);
		ground.source().execute("ALTER DATABASE " + name + " SET synchronous_commit = off");
		try (Connection fence = from.connect(); Connection lane = from.connect()) {
			from.live().prepareFence(fence);
			from.live().prepareApply(lane);
			assertThat(dev.drover.engine.jdbc.Statements.strings(fence, "SHOW synchronous_commit"))
				.containsExactly("on");
			assertThat(dev.drover.engine.jdbc.Statements.strings(lane, "SHOW synchronous_commit"))
				.containsExactly("on");
		}
	}

}
