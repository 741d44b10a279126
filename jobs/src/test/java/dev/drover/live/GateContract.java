package dev.drover.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.drover.apply.Applier;
import dev.drover.capture.LiveSide;
import dev.drover.cutover.Switch;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.jdbc.Statements;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.FaultPoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * No write is lost by a switch, and never do both sides take writes, whatever sessions
 * have begun before it and wherever it is cut off.
 */
abstract class GateContract {

	static final String ITEM = "CREATE TABLE item (id BIGINT NOT NULL PRIMARY KEY, n INTEGER NOT NULL)";

	abstract Database database(String name) throws SQLException;

	/** The isolation levels that the engine has. */
	static List<Integer> isolations() {
		return List.of(Connection.TRANSACTION_READ_COMMITTED, Connection.TRANSACTION_REPEATABLE_READ,
				Connection.TRANSACTION_SERIALIZABLE);
	}

	Ground ground() throws SQLException {
		Ground ground = Ground.of(database("old"), database("new"), ITEM);
		ground.source().execute("INSERT INTO item VALUES (1, 0), (2, 0)");
		return ground;
	}

	static boolean refused(Throwable failure) {
		return failure != null && String.valueOf(failure.getMessage()).contains("drover: moved to new");
	}

	static Throwable failure(Session session, String sql) {
		try {
			session.execute(sql);
			return null;
		}
		catch (SQLException ex) {
			return ex;
		}
	}

	static boolean takesWrites(Database database) throws SQLException {
		try (Session session = database.session()) {
			session.begin(Connection.TRANSACTION_SERIALIZABLE);
			return failure(session, "INSERT INTO item VALUES (1000, 0)") == null;
		}
	}

	/** Tables to which nobody may write, each with its gate. */
	static List<String> shut(Database database, String... first) throws SQLException {
		try (Connection connection = database.engine().connect(database.endpoint())) {
			List<Table> tables = database.engine().readCatalog(connection).tables();
			for (String sql : first) {
				Statements.execute(connection, sql);
			}
			return database.engine()
				.live()
				.shut(connection, tables)
				.stream()
				.map((shut) -> String.join(" ", shut.table().name().name(), shut.state().text(),
						shut.unit().migration(), shut.unit().elsewhere()))
				.toList();
		}
	}

	@Test
	void only_the_owner_has_no_table_that_is_shut() throws SQLException {
		Ground ground = ground();
		ground.source().execute("CREATE TABLE apart (id BIGINT NOT NULL PRIMARY KEY)");
		assertThat(shut(ground.source())).isEmpty();
		assertThat(shut(ground.target())).containsExactly("item closed moved old");
		ground.cutOver();
		assertThat(shut(ground.source())).containsExactly("item moved moved new");
		assertThat(shut(ground.target())).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("isolations")
	void a_session_with_an_old_view_is_refused_after_the_switch_even_if_it_is_warm(int isolation) throws SQLException {
		Ground ground = ground();
		try (Session warm = ground.source().session()) {
			for (int i = 0; i < 3; i++) {
				warm.execute("UPDATE item SET n = n + 1 WHERE id = 1");
			}
			warm.begin(isolation).execute("SELECT * FROM item");
			ground.cutOver();
			assertThat(failure(warm, "UPDATE item SET n = 99 WHERE id = 1")).isNotNull();
		}
		assertThat(ground.target().rows("SELECT n FROM item WHERE id = 1")).containsExactly("3");
		assertThat(ground.source().rows("SELECT n FROM item WHERE id = 1")).containsExactly("3");
	}

	@Test
	void writes_at_the_old_side_are_told_where_the_new_one_is_and_those_at_the_new_one_pass() throws SQLException {
		Ground ground = ground();
		assertThat(takesWrites(ground.target())).isFalse();
		ground.cutOver();
		try (Session session = ground.source().session()) {
			assertThat(refused(failure(session, "INSERT INTO item VALUES (3, 0)"))).isTrue();
			assertThat(refused(failure(session, "UPDATE item SET n = 1"))).isTrue();
			assertThat(refused(failure(session, "DELETE FROM item"))).isTrue();
		}
		ground.target().execute("INSERT INTO item VALUES (3, 0)");
		ground.cutBack();
		assertThat(ground.source().rows("SELECT id FROM item ORDER BY id")).containsExactly("1", "2", "3");
		assertThat(takesWrites(ground.source())).isTrue();
		assertThat(takesWrites(ground.target())).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "cutover.held", "cutover.drained", "cutover.armed", "cutover.before-move", "cutover.moved",
			"cutover.opened" })
	void a_switch_that_is_cut_off_leaves_one_owner_at_most_and_is_ended_in_one_way(String point) throws SQLException {
		Ground ground = ground();
		String[] session = new String[1];
		FaultPoints cut = (reached) -> {
			if (reached.equals(point)) {
				throw new IllegalStateException("cut off");
			}
		};
		try (Applier applier = ground.applier()) {
			assertThatThrownBy(() -> ground.change(cut).run(applier, Ground.steps((name) -> session[0] = name), 1))
				.hasMessage("cut off");
		}
		assertThat(takesWrites(ground.source()) && takesWrites(ground.target())).isFalse();
		boolean moved = ground.change(FaultPoints.NONE).settle(session[0], 1, () -> {
		});
		assertThat(moved).isEqualTo(point.equals("cutover.moved") || point.equals("cutover.opened"));
		assertThat(takesWrites(ground.source())).isEqualTo(!moved);
		assertThat(takesWrites(ground.target())).isEqualTo(moved);
		if (!moved) {
			ground.source().execute("UPDATE item SET n = 7");
			ground.cutOver();
			assertThat(ground.target().rows("SELECT n FROM item ORDER BY id")).containsExactly("7", "7");
		}
	}

	@Test
	void two_coordinators_can_not_both_close_the_gate() throws SQLException {
		Ground ground = ground();
		FaultPoints other = (reached) -> {
			if (reached.equals("cutover.intent")) {
				try {
					ground.cutOver();
				}
				catch (SQLException ex) {
					throw new IllegalStateException(ex);
				}
			}
		};
		try (Applier applier = ground.applier()) {
			Switch late = ground.change(other);
			assertThatThrownBy(() -> late.run(applier, Ground.steps((name) -> {
			}), 1)).isInstanceOfSatisfying(DroverException.class,
					(ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.CUT_003));
		}
		assertThat(takesWrites(ground.target())).isTrue();
		assertThat(takesWrites(ground.source())).isFalse();
	}

	@Test
	void an_applier_that_stood_still_over_the_switch_overwrites_nothing_at_the_new_owner() throws Exception {
		Ground ground = ground();
		ground.apply();
		ground.source().execute("UPDATE item SET n = 1 WHERE id = 1");
		CountDownLatch stands = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		Applier zombie = ground.applier((point) -> {
			if (point.equals("apply.taken")) {
				stands.countDown();
				await(goOn);
			}
		});
		Session.Waiting sweep = Session.Waiting.of(() -> zombie.sweep(() -> true));
		assertThat(stands.await(20, TimeUnit.SECONDS)).isTrue();
		// its session is not known, so that its epoch alone keeps it off; where it has
		// locked its notes, whoever takes over ends the session that holds them
		ground.target().execute("UPDATE " + ground.flow().to().droverTable("applier") + " SET backend = ''");
		ground.cutOver();
		ground.target().execute("UPDATE item SET n = 100 WHERE id = 1");
		goOn.countDown();
		Throwable failure = sweep.failure();
		if (ground.flow().from().live().lockNotes().isEmpty()) {
			assertThat(failure).isInstanceOfSatisfying(DroverException.class,
					(ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.COPY_002));
		}
		else {
			assertThat(failure).isInstanceOfAny(DroverException.class, SQLException.class);
		}
		assertThat(ground.target().rows("SELECT n FROM item WHERE id = 1")).containsExactly("100");
		zombie.close();
	}

	/** Whether it was committed, taken back or refused. */
	@ParameterizedTest
	@ValueSource(strings = { "committed", "taken back", "refused" })
	void a_session_that_has_applied_passes_the_gate_and_leaves_no_note_only_while_it_applies(String end)
			throws SQLException {
		Ground ground = ground();
		ground.apply();
		LiveSide source = ground.flow().from();
		LiveSide target = ground.flow().to();
		try (Connection open = source.connect(); Connection closed = target.connect()) {
			applied(source, open, end);
			assertThat(ground.waiting()).isZero();
			Statements.execute(open, "UPDATE item SET n = 7 WHERE id = 2");
			assertThat(ground.waiting()).isOne();
			applied(target, closed, end);
			assertThatThrownBy(() -> Statements.execute(closed, "UPDATE item SET n = 9 WHERE id = 2"))
				.hasMessageContaining("drover: moved to old");
		}
	}

	private static void applied(LiveSide side, Connection connection, String end) throws SQLException {
		side.live().prepareApply(connection);
		side.engine().beginWrite(connection);
		side.live().beginApply(connection, side.unit());
		Statements.execute(connection, "UPDATE item SET n = 5 WHERE id = 1");
		if (end.equals("committed")) {
			side.live().endApply(connection, side.unit());
			connection.commit();
		}
		else {
			if (end.equals("refused")) {
				assertThatThrownBy(() -> Statements.execute(connection, "INSERT INTO item VALUES (1, 0)"))
					.isInstanceOf(SQLException.class);
			}
			side.live().undoApply(connection);
		}
		connection.setAutoCommit(true);
	}

	/** Shows that the test of such an applier can fail. */
	@Test
	void control_an_applier_that_asks_for_no_epoch_does_overwrite_an_acknowledged_write() throws SQLException {
		Ground ground = ground();
		LiveSide to = ground.flow().to();
		try (Connection naive = to.connect()) {
			ground.cutOver();
			ground.target().execute("UPDATE item SET n = 100 WHERE id = 1");
			to.live().prepareApply(naive);
			to.engine().beginWrite(naive);
			to.live().beginApply(naive, to.unit());
			Statements.execute(naive, "UPDATE item SET n = 1 WHERE id = 1");
			to.live().endApply(naive, to.unit());
			naive.commit();
		}
		assertThat(ground.target().rows("SELECT n FROM item WHERE id = 1")).containsExactly("1");
	}

	static void await(CountDownLatch latch) {
		try {
			if (!latch.await(30, TimeUnit.SECONDS)) {
				throw new IllegalStateException("nobody lets it go on");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
