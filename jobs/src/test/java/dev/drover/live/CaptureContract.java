package dev.drover.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import dev.drover.capture.Capture;
import dev.drover.capture.LiveSide;
import dev.drover.capture.Queues;
import dev.drover.copy.Checkpoints;
import dev.drover.engine.live.GateState;
import dev.drover.engine.live.Watched;
import dev.drover.fault.FaultPoints;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever an application does to rows at the source, the target has them so in the end.
 */
abstract class CaptureContract {

	static final String ITEM = "CREATE TABLE item (id BIGINT NOT NULL PRIMARY KEY, slot BIGINT UNIQUE, name VARCHAR(50))";

	abstract Database database(String name) throws SQLException;

	Ground ground(String... schema) throws SQLException {
		return Ground.of(database("old"), database("new"), schema);
	}

	/**
	 * After the statements, and after what was noted is applied, both sides are equal.
	 */
	static void follows(Ground ground, String query, String... statements) throws SQLException {
		try (Session session = ground.source().session()) {
			for (String sql : statements) {
				session.execute(sql);
				ground.apply();
				assertThat(ground.target().rows(query)).as(sql).isEqualTo(ground.source().rows(query));
			}
		}
		assertThat(ground.rejects()).isEmpty();
		assertThat(ground.waiting()).isZero();
	}

	@Test
	void inserts_updates_deletes_and_changes_of_keys_arrive() throws SQLException {
		follows(ground(ITEM), "SELECT * FROM item ORDER BY id",
				"INSERT INTO item VALUES (1, 10, 'a'), (2, 20, 'b'), (-3, NULL, '')",
				"UPDATE item SET name = 'c' WHERE id = 2", "UPDATE item SET id = 9 WHERE id = 1",
				"UPDATE item SET id = id + 100", "DELETE FROM item WHERE id = 102", "DELETE FROM item");
	}

	@Test
	void keys_and_unique_values_that_were_exchanged_in_one_transaction_arrive() throws SQLException {
		Ground ground = ground(ITEM);
		follows(ground, "SELECT * FROM item ORDER BY id",
				"INSERT INTO item VALUES (1, 10, 'a'), (2, 20, 'b'), (3, 30, 'c')");
		try (Session session = ground.source().session()) {
			session.begin(Connection.TRANSACTION_SERIALIZABLE)
				.execute("UPDATE item SET id = 99 WHERE id = 1", "UPDATE item SET id = 1 WHERE id = 2",
						"UPDATE item SET id = 2 WHERE id = 99", "UPDATE item SET slot = NULL WHERE id = 3",
						"UPDATE item SET slot = 30 WHERE id = 1", "UPDATE item SET slot = 20 WHERE id = 3");
			session.commit();
		}
		ground.apply();
		assertThat(ground.target().rows("SELECT id, slot, name FROM item ORDER BY id"))
			.isEqualTo(List.of("1|30|b", "2|10|a", "3|20|c"));
		assertThat(ground.rejects()).isEmpty();
	}

	@Test
	void what_is_rolled_back_to_a_savepoint_leaves_no_note_and_the_rest_arrives() throws SQLException {
		Ground ground = ground(ITEM);
		try (Session session = ground.source().session()) {
			session.begin(Connection.TRANSACTION_SERIALIZABLE)
				.execute("INSERT INTO item VALUES (1, 1, 'stays')", "SAVEPOINT one",
						"INSERT INTO item VALUES (2, 2, 'goes')", "ROLLBACK TO SAVEPOINT one",
						"INSERT INTO item VALUES (3, 3, 'stays')");
			session.commit();
		}
		assertThat(ground.waiting()).isEqualTo(2);
		ground.apply();
		assertThat(ground.target().rows("SELECT id FROM item ORDER BY id")).isEqualTo(List.of("1", "3"));
	}

	@Test
	void rows_of_a_composite_key_arrive() throws SQLException {
		follows(ground("CREATE TABLE pair (a BIGINT NOT NULL, b VARCHAR(20) NOT NULL, c INTEGER, PRIMARY KEY (b, a))"),
				"SELECT a, b, c FROM pair ORDER BY a, c",
				"INSERT INTO pair VALUES (1, 'x', 1), (1, 'y', 2), (2, 'x', 3)",
				"UPDATE pair SET b = 'z' WHERE a = 1 AND b = 'x'", "UPDATE pair SET a = 7 WHERE b = 'x'",
				"DELETE FROM pair WHERE b = 'y'");
	}

	@Test
	void another_migration_of_the_same_tables_that_comes_and_goes_changes_no_print() throws SQLException {
		Ground ground = ground(ITEM);
		LiveSide first = ground.flow().from();
		LiveSide second = LiveSide.of(first.engine(), first.endpoint(), ground.target().endpoint(), "second",
				first.tables().stream().map(Watched::table).toList());
		Map<String, String> before = prints(first);
		install(second);
		assertThat(prints(first)).isEqualTo(before);
		Map<String, String> ofSecond = prints(second);
		try (Connection connection = first.connect()) {
			capture(first, FaultPoints.NONE).remove(connection);
		}
		assertThat(prints(first)).isNotEqualTo(before);
		assertThat(prints(second)).isEqualTo(ofSecond);
		ground.source().execute("CREATE UNIQUE INDEX another ON item (name)");
		assertThat(prints(second)).isNotEqualTo(ofSecond);
	}

	static Map<String, String> prints(LiveSide side) throws SQLException {
		try (Connection connection = side.connect()) {
			return side.live().fingerprints(connection, side.unit(), side.tables());
		}
	}

	/** Its writers would fail as long as their table has triggers. */
	@Test
	void a_migration_that_begins_while_the_last_one_leaves_keeps_its_gate() throws Exception {
		Ground ground = ground(ITEM);
		LiveSide leaving = ground.flow().from();
		LiveSide coming = LiveSide.of(leaving.engine(), leaving.endpoint(), ground.target().endpoint(), "second",
				leaving.tables().stream().map(Watched::table).toList());
		List<Session.Waiting> second = new ArrayList<>();
		try (Connection connection = leaving.connect()) {
			capture(leaving, (point) -> {
				if (point.equals("capture.home-empty")) {
					second.add(Session.Waiting.of(() -> install(coming)));
					second.get(0).endsWithin(1);
				}
			}).remove(connection);
		}
		assertThat(second).hasSize(1);
		second.get(0).endsWell();
		ground.source().execute("INSERT INTO item VALUES (1, 10, 'a')");
		try (Connection connection = coming.connect()) {
			assertThat(new Queues(coming).waiting(connection, 10)).isEqualTo(1);
			assertThat(coming.live().gate(connection, coming.unit())).isPresent();
		}
	}

	@Test
	void a_migration_that_begins_while_the_last_one_leaves_keeps_its_checkpoints() throws Exception {
		Database target = database("new");
		Checkpoints coming = new Checkpoints(target.engine(), "coming", FaultPoints.NONE);
		List<Session.Waiting> begun = new ArrayList<>();
		Checkpoints leaving = new Checkpoints(target.engine(), "leaving", (point) -> {
			if (point.equals("checkpoints.empty")) {
				begun.add(Session.Waiting.of(() -> create(target, coming)));
				begun.get(0).endsWithin(1);
			}
		});
		create(target, leaving);
		try (Connection connection = target.engine().connect(target.endpoint())) {
			leaving.prepare(connection, "p0001", "item");
			leaving.remove(connection);
			assertThat(begun).hasSize(1);
			begun.get(0).endsWell();
			coming.prepare(connection, "p0001", "item");
			assertThat(coming.open(connection)).isTrue();
			coming.remove(connection);
			assertThat(coming.exist(connection)).isFalse();
		}
	}

	private static void create(Database target, Checkpoints checkpoints) throws SQLException {
		try (Connection connection = target.engine().connect(target.endpoint())) {
			checkpoints.create(connection);
		}
	}

	private static Capture capture(LiveSide side, FaultPoints faults) {
		return new Capture(side, faults, () -> false, (text) -> {
		});
	}

	private static void install(LiveSide side) throws SQLException {
		try (Connection connection = side.connect()) {
			capture(side, FaultPoints.NONE).install(connection, new GateState(GateState.State.OPEN, true, 1));
		}
	}

}
