package dev.drover.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.drover.apply.Applier;
import dev.drover.capture.LiveSide;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.live.Watched;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.FaultPoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What is applied last is the newest, whoever applies, in whatever order and however
 * often.
 */
abstract class ApplyContract {

	private static final String ITEM = "CREATE TABLE item (id BIGINT NOT NULL PRIMARY KEY, n INTEGER, slot INTEGER UNIQUE)";

	/** More than are applied at a time. */
	private static final int SHIFTED = 7000;

	private static final String ALL = "SELECT * FROM item ORDER BY id";

	abstract Database database(String name) throws SQLException;

	Ground ground(String... schema) throws SQLException {
		return Ground.of(database("old"), database("new"), schema);
	}

	private static void equal(Ground ground, String query) throws SQLException {
		ground.apply();
		assertThat(ground.target().rows(query)).isEqualTo(ground.source().rows(query)).isNotEmpty();
	}

	/**
	 * Two rows of a table {@code word} exchange what only one may have, and of only one
	 * of them a note is there.
	 */
	void exchanged(String... schema) throws SQLException {
		Ground ground = ground(schema);
		String all = "SELECT id, name FROM word ORDER BY id";
		ground.source().execute("INSERT INTO word (id, name) VALUES (1, 'a'), (2, 'b'), (3, 'c')");
		equal(ground, all);
		Watched table = ground.flow().from().tables().get(0);
		ground.source()
			.execute("UPDATE word SET name = 'x' WHERE id = 1", "UPDATE word SET name = 'a' WHERE id = 2",
					"UPDATE word SET name = 'b' WHERE id = 1", "DELETE FROM " + ground.flow().from().live().queue(table)
							+ " WHERE " + table.noted().get(0).name() + " = 2");
		equal(ground, all);
		assertThat(ground.rejects()).isEmpty();
		assertThat(ground.target().rows(all)).containsExactly("1|b", "2|a", "3|c");
	}

	/** Those are read once more while writers wait: the larger they are, the fewer. */
	@Test
	void ofLargeRowsFewAreKnownToHaveBeenAppliedLast() throws SQLException {
		Ground ground = ground("CREATE TABLE page (id BIGINT NOT NULL PRIMARY KEY, body VARCHAR(16000))");
		String body = "x".repeat(16_000);
		ground.source()
			.execute(IntStream.range(0, 500)
				.mapToObj((id) -> "INSERT INTO page VALUES (" + id + ", '" + body + "')")
				.toArray(String[]::new));
		try (Applier applier = ground.applier()) {
			applier.sweep(() -> true);
			assertThat(applier.last().values()).singleElement()
				.satisfies((rows) -> assertThat(rows).hasSizeBetween(200, (4 << 20) / 16_000));
			ground.source().execute("DELETE FROM page");
			applier.sweep(() -> true);
			assertThat(applier.last().values()).singleElement()
				.satisfies((rows) -> assertThat(rows).as("of what is gone nothing is read").hasSize(500));
		}
	}

	/** At that point, once. */
	private static FaultPoints once(String point, Session.Waiting.Work work) {
		AtomicBoolean done = new AtomicBoolean();
		return (reached) -> {
			if (reached.equals(point) && !done.getAndSet(true)) {
				try {
					work.run();
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
			}
		};
	}

	@Test
	void a_note_that_comes_while_its_row_is_applied_is_applied_later() throws SQLException {
		Ground ground = ground(ITEM);
		ground.source().execute("INSERT INTO item VALUES (1, 0, 1)");
		for (String point : List.of("apply.taken", "apply.committed", "apply.before-delete", "apply.deleted")) {
			ground.source().execute("UPDATE item SET n = 1");
			try (Applier applier = ground
				.applier(once(point, () -> ground.source().execute("UPDATE item SET n = 77")))) {
				applier.sweep(() -> true);
			}
			equal(ground, ALL);
			assertThat(ground.target().rows("SELECT n FROM item")).as(point).containsExactly("77");
		}
	}

	/** Shows that the test above can fail. */
	@Test
	void control_a_queue_that_is_deleted_by_key_loses_the_newer_write() throws SQLException {
		Ground ground = ground(ITEM);
		ground.source().execute("INSERT INTO item VALUES (1, 0, 1)");
		LiveSide from = ground.flow().from();
		String queue = from.live().queue(from.tables().get(0));
		try (Applier applier = ground.applier(once("apply.committed", () -> {
			ground.source().execute("UPDATE item SET n = 77");
			try (Connection naive = from.connect()) {
				Statements.execute(naive, "DELETE FROM " + queue + " WHERE k1 = 1" + (from.live().lockNotes().isEmpty()
						? "" : " AND ctid NOT IN (SELECT ctid FROM " + queue + " LIMIT 1)"));
			}
		}))) {
			applier.sweep(() -> true);
		}
		ground.apply();
		assertThat(ground.waiting()).isZero();
		assertThat(ground.target().rows("SELECT n FROM item")).containsExactly("0");
	}

	@Test
	void killed_at_any_point_the_same_rows_are_applied_once_more() throws SQLException {
		Ground ground = ground(ITEM);
		ground.source().execute("INSERT INTO item VALUES (1, 0, 1), (2, 0, 2)");
		for (String point : List.of("apply.taken", "apply.before-check", "apply.committed", "apply.before-delete")) {
			ground.source().execute("UPDATE item SET n = n + 1", "UPDATE item SET id = id + 10 WHERE id < 10");
			try (Applier applier = ground.applier((reached) -> {
				if (reached.equals(point)) {
					throw new IllegalStateException("killed");
				}
			})) {
				assertThatThrownBy(() -> applier.sweep(() -> true)).hasMessage("killed");
			}
			equal(ground, ALL);
		}
	}

	/** Each lane needs rows of the other one. */
	@Test
	void lanes_that_stand_in_each_others_way_end() throws SQLException {
		Ground ground = ground(ITEM);
		List<String> rows = new ArrayList<>();
		for (int i = 1; i <= 600; i++) {
			rows.add("(" + i + ", 5, " + i + ")");
		}
		ground.source().execute("INSERT INTO item VALUES " + String.join(", ", rows));
		equal(ground, ALL);
		for (int round = 0; round < 3; round++) {
			ground.source()
				.execute("UPDATE item SET slot = -slot",
						"UPDATE item SET slot = CASE WHEN slot = -1 THEN 600 ELSE -slot - 1 END");
			equal(ground, ALL);
		}
	}

	/** Of several minutes if each batch looks at every row that is there. */
	@Test
	void a_batch_takes_no_longer_in_a_large_table() throws SQLException {
		Ground ground = ground(ITEM);
		for (int block = 0; block < 40; block++) {
			List<String> rows = new ArrayList<>();
			for (int i = 1; i <= 1_000; i++) {
				int id = block * 1_000 + i;
				rows.add("(" + id + ", 0, " + id + ")");
			}
			ground.source().execute("INSERT INTO item VALUES " + String.join(", ", rows));
		}
		long begun = System.nanoTime();
		equal(ground, ALL);
		assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun)).isLessThan(45);
	}

	@Test
	void an_applier_that_was_replaced_while_it_held_an_old_row_writes_nothing() throws Exception {
		Ground ground = ground(ITEM);
		List<String> rows = new ArrayList<>();
		for (int i = 0; i < 400; i++) {
			rows.add("(" + i + ", 5, NULL)");
		}
		ground.source().execute("INSERT INTO item VALUES " + String.join(", ", rows));
		CountDownLatch stand = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		// both lanes stand with what they have read
		Applier old = new Applier(ground.flow(), 2, ground, (point) -> {
			if (point.equals("apply.taken")) {
				stand.countDown();
				GateContract.await(goOn);
			}
		});
		Session.Waiting sweep = Session.Waiting.of(() -> old.sweep(() -> true));
		assertThat(stand.await(20, TimeUnit.SECONDS)).isTrue();
		// one whose session can't be ended, by a user who may not, is held off by its
		// epoch alone
		ground.target().execute("UPDATE " + ground.flow().to().droverTable("applier") + " SET backend = ''");
		// fewer lanes than before
		try (Applier next = new Applier(ground.flow(), 1, ground, FaultPoints.NONE)) {
			goOn.countDown();
			assertThat(sweep.failure()).isInstanceOfSatisfying(DroverException.class,
					(ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.COPY_002));
			assertThat(ground.target().rows(ALL)).isEmpty();
			ground.source().execute("UPDATE item SET n = 6");
			while (!next.drained()) {
				next.sweep(() -> true);
			}
		}
		old.close();
		equal(ground, ALL);
	}

	@Test
	void a_queue_is_not_called_empty_from_an_old_view() throws SQLException {
		Ground ground = ground(ITEM);
		try (Applier applier = ground.applier()) {
			assertThat(applier.drained()).isTrue();
			ground.source().execute("INSERT INTO item VALUES (1, 0, 1)");
			assertThat(applier.drained()).isFalse();
			applier.sweepToOneMoment();
			assertThat(applier.drained()).isTrue();
			ground.source().execute("UPDATE item SET n = 5");
			assertThat(applier.drained()).isFalse();
		}
		equal(ground, ALL);
	}

	@Test
	void children_stay_when_their_parent_goes_and_comes_back() throws SQLException {
		Ground ground = ground(ITEM,
				"CREATE TABLE part (id INTEGER NOT NULL PRIMARY KEY, item BIGINT REFERENCES item (id) ON DELETE CASCADE)");
		String both = "SELECT id, slot FROM item UNION ALL SELECT id + 1000, item FROM part ORDER BY 1";
		ground.source()
			.execute("INSERT INTO item VALUES (1, 0, 1), (2, 0, 2)", "INSERT INTO part VALUES (1, 1), (2, 2)");
		equal(ground, both);
		ground.source()
			.execute("UPDATE item SET slot = NULL WHERE id = 1", "UPDATE item SET slot = 1 WHERE id = 2",
					"UPDATE item SET slot = 2 WHERE id = 1");
		equal(ground, both);
	}

	@Test
	void unique_values_that_went_round_many_rows_over_several_batches_arrive() throws SQLException {
		Ground ground = ground(ITEM);
		List<String> rows = new ArrayList<>();
		for (int i = 0; i < 500; i++) {
			rows.add("(" + i + ", 0, " + i + ")");
		}
		ground.source().execute("INSERT INTO item VALUES " + String.join(", ", rows));
		equal(ground, ALL);
		try (Session session = ground.source().session()) {
			session.begin(Connection.TRANSACTION_SERIALIZABLE)
				.execute("UPDATE item SET slot = -1 - slot", "UPDATE item SET slot = 499 + slot + 1");
			session.commit();
		}
		equal(ground, ALL);
		assertThat(ground.rejects()).isEmpty();
	}

	/**
	 * Each batch needs the place of the next one's first row; it is also killed once with
	 * that place made and the row that had it not yet brought.
	 */
	@Test
	void unique_values_that_were_all_shifted_over_several_batches_arrive() throws SQLException {
		Ground ground = ground(ITEM);
		for (int from = 1; from <= SHIFTED; from += 1000) {
			ground.source()
				.execute("INSERT INTO item VALUES " + IntStream.range(from, from + 1000)
					.mapToObj((i) -> "(" + i + ", 0, " + i + ")")
					.collect(Collectors.joining(", ")));
		}
		equal(ground, ALL);
		List<String> before = ground.target().rows(ALL);
		ground.source().execute("UPDATE item SET slot = -slot", "UPDATE item SET slot = 1 - slot");
		long noted = ground.waiting();
		try (Applier applier = new Applier(ground.flow(), 1, ground, once("apply.gave-way", () -> {
			throw new IllegalStateException("killed");
		}))) {
			assertThatThrownBy(() -> applier.sweep(() -> true)).hasStackTraceContaining("killed");
		}
		assertThat(ground.target().rows(ALL)).isEqualTo(before);
		assertThat(ground.waiting()).isEqualTo(noted);
		equal(ground, ALL);
		assertThat(ground.rejects()).isEmpty();
	}

	/**
	 * Whatever was there before is applied, and another table has its turn, though each
	 * batch takes longer than it takes writers to note as much again.
	 */
	@Test
	void a_sweep_ends_while_more_is_noted_than_it_applies() throws SQLException {
		Ground ground = ground(ITEM, "CREATE TABLE zone (id INTEGER NOT NULL PRIMARY KEY)");
		for (int from = 1; from <= SHIFTED; from += 1000) {
			ground.source()
				.execute("INSERT INTO item (id) VALUES " + IntStream.range(from, from + 1000)
					.mapToObj((i) -> "(" + i + ")")
					.collect(Collectors.joining(", ")));
		}
		ground.source().execute("INSERT INTO zone VALUES (1)");
		AtomicInteger batches = new AtomicInteger();
		try (Applier applier = ground.applier((point) -> {
			if (point.equals("apply.deleted")) {
				assertThat(batches.incrementAndGet()).as("batches of one sweep").isLessThan(10);
				written(ground, "UPDATE item SET n = " + batches);
			}
		})) {
			assertThat(applier.sweep(() -> true)).isGreaterThan(SHIFTED);
		}
		assertThat(ground.target().rows("SELECT count(*) FROM item")).containsExactly("" + SHIFTED);
		assertThat(ground.target().rows("SELECT id FROM zone")).containsExactly("1");
		equal(ground, ALL);
	}

	private static void written(Ground ground, String sql) {
		try {
			ground.source().execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void a_row_whose_key_is_0_keeps_it() throws SQLException {
		Ground ground = ground(ITEM);
		try (Session session = ground.source().session()) {
			session.execute("INSERT INTO item VALUES (1, 0, 0)", "UPDATE item SET id = 0");
		}
		equal(ground, ALL);
		assertThat(ground.target().rows("SELECT id FROM item")).containsExactly("0");
	}

}
