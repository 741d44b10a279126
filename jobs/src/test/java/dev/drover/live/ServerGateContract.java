package dev.drover.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.drover.apply.Applier;
import dev.drover.capture.LiveSide;
import dev.drover.cutover.Switch;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.FaultPoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Where writers write side by side. */
abstract class ServerGateContract extends GateContract {

	/** While the gate is held; at the last one it is all but closed. */
	private static final List<String> GIVEN_UP = List.of("cutover.held", "cutover.drained", "cutover.armed",
			"cutover.held", "cutover.before-move");

	@ParameterizedTest
	@MethodSource("isolations")
	void who_has_written_before_ends_first_and_what_it_wrote_arrives(int isolation) throws SQLException {
		Ground ground = ground();
		LiveSide from = ground.flow().from();
		try (Session writer = ground.source().session(); Connection fence = from.connect()) {
			writer.begin(isolation).execute("UPDATE item SET n = 5 WHERE id = 1");
			from.live().prepareFence(fence);
			long begun = System.nanoTime();
			assertThat(from.live().take(fence, from.unit())).isFalse();
			assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
			writer.execute("UPDATE item SET n = 6 WHERE id = 2");
			writer.commit();
			ground.cutOver();
		}
		assertThat(ground.target().rows("SELECT n FROM item ORDER BY id")).containsExactly("5", "6");
	}

	@ParameterizedTest
	@MethodSource("isolations")
	void who_waits_at_the_gate_with_an_old_view_is_refused_and_let_in_if_the_switch_is_given_up(int isolation)
			throws Exception {
		Ground ground = ground();
		LiveSide from = ground.flow().from();
		try (Session writer = ground.source().session(); Connection fence = from.connect()) {
			from.live().prepareFence(fence);
			writer.begin(isolation).execute("SELECT * FROM item");
			assertThat(from.live().take(fence, from.unit())).isTrue();
			Session.Waiting write = writer.later("UPDATE item SET n = 5 WHERE id = 1");
			awaitWaiter(ground.source());
			from.live().letGo(fence);
			write.endsWell();
			writer.commit();
		}
		ground.apply();
		try (Session writer = ground.source().session(); Connection fence = from.connect()) {
			from.live().prepareFence(fence);
			writer.begin(isolation).execute("SELECT * FROM item");
			assertThat(from.live().take(fence, from.unit())).isTrue();
			Session.Waiting write = writer.later("UPDATE item SET n = 9 WHERE id = 1");
			awaitWaiter(ground.source());
			var seen = from.live().gate(fence, from.unit()).orElseThrow();
			from.live()
				.change(fence, from.unit(), seen, seen.become(dev.drover.engine.live.GateState.State.MOVED, false));
			from.live().commit(fence);
			assertThat(write.failure()).isNotNull();
		}
		assertThat(ground.source().rows("SELECT n FROM item WHERE id = 1")).containsExactly("5");
	}

	abstract void awaitWaiter(Database database);

	/**
	 * Within a time that is short, because of whoever that name tells; nothing changes.
	 */
	static void refusesToSwitch(Ground ground, String named) throws SQLException {
		try (Applier applier = ground.applier()) {
			Switch hasty = new Switch(ground.flow(), Duration.ofMillis(800), true, FaultPoints.NONE);
			assertThatThrownBy(() -> hasty.run(applier, Ground.steps((name) -> {
			}), 1)).isInstanceOfSatisfying(DroverException.class, (ex) -> {
				assertThat(ex.code()).isEqualTo(ErrorCode.CUT_001);
				assertThat(ex.what()).contains(named, "nothing has changed");
			});
		}
		try (Session other = ground.source().session()) {
			other.execute("INSERT INTO item VALUES (1000, 0)", "DELETE FROM item WHERE id = 1000");
		}
		assertThat(takesWrites(ground.target())).isFalse();
	}

	@Test
	void an_idle_transaction_with_writes_makes_the_switch_give_up_and_changes_nothing() throws SQLException {
		Ground ground = ground();
		try (Session idle = ground.source().session(); Applier applier = ground.applier()) {
			idle.begin(Connection.TRANSACTION_READ_COMMITTED).execute("UPDATE item SET n = 5 WHERE id = 1");
			Switch hasty = new Switch(ground.flow(), Duration.ofMillis(1500), true, FaultPoints.NONE);
			assertThatThrownBy(() -> hasty.run(applier, Ground.steps((name) -> {
			}), 1)).isInstanceOfSatisfying(DroverException.class, (ex) -> {
				assertThat(ex.code()).isEqualTo(ErrorCode.CUT_001);
				assertThat(ex.what()).contains("open for").contains("session");
			});
			assertThat(takesWrites(ground.source())).isTrue();
			idle.commit();
		}
		ground.cutOver();
		assertThat(ground.target().rows("SELECT n FROM item WHERE id = 1")).containsExactly("5");
	}

	@Test
	void writers_at_full_pace_meet_no_error_of_switches_that_are_given_up_while_the_gate_is_held() throws Exception {
		areGivenUp(1);
	}

	@Test
	@Tag("proof")
	void writers_at_full_pace_meet_no_error_of_twenty_switches_that_are_given_up() throws Exception {
		areGivenUp(4);
	}

	private void areGivenUp(int rounds) throws Exception {
		Ground ground = ground();
		AtomicInteger held = new AtomicInteger();
		try (PacedWriters writers = PacedWriters.at(ground.source())) {
			for (int i = 0; i < GIVEN_UP.size() * rounds; i++) {
				String last = GIVEN_UP.get(i % GIVEN_UP.size());
				FaultPoints cut = (point) -> {
					held.addAndGet(point.equals("cutover.held") ? 1 : 0);
					if (point.equals(last)) {
						throw new IllegalStateException("given up");
					}
				};
				try (Applier applier = ground.applier()) {
					// or there was no time left to come as far
					assertThatThrownBy(() -> ground.change(cut).run(applier, Ground.steps((name) -> {
					}), 1)).isInstanceOfAny(IllegalStateException.class, DroverException.class);
				}
				writers.go();
			}
			writers.endWell();
		}
		assertThat(held).hasValueGreaterThanOrEqualTo(GIVEN_UP.size() * rounds / 2);
		ground.cutOver();
		String all = "SELECT id, n FROM item ORDER BY id";
		assertThat(ground.target().rows(all)).isEqualTo(ground.source().rows(all));
	}

	@Test
	void writers_at_full_pace_meet_no_error_while_the_gate_can_not_be_had() throws Exception {
		Ground ground = ground();
		try (Session idle = ground.source().session(); Applier applier = ground.applier()) {
			idle.begin(Connection.TRANSACTION_READ_COMMITTED).execute("UPDATE item SET n = 5 WHERE id = 2");
			try (PacedWriters writers = PacedWriters.at(ground.source())) {
				writers.go();
				Switch hasty = new Switch(ground.flow(), Duration.ofSeconds(2), true, FaultPoints.NONE);
				assertThatThrownBy(() -> hasty.run(applier, Ground.steps((name) -> {
				}), 1)).isInstanceOfSatisfying(DroverException.class,
						(ex) -> assertThat(ex.code()).isEqualTo(ErrorCode.CUT_001));
				writers.go();
				writers.endWell();
				assertThat(writers.longestMillis()).isLessThan(1_500);
			}
			idle.commit();
		}
	}

	@Test
	void writers_that_stand_in_a_circle_with_the_gate_end_without_an_error() throws Exception {
		Ground ground = ground();
		LiveSide from = ground.flow().from();
		try (Session one = ground.source().session();
				Session other = ground.source().session();
				Connection fence = from.connect()) {
			from.live().prepareFence(fence);
			one.begin(Connection.TRANSACTION_READ_COMMITTED).execute("SELECT * FROM item WHERE id = 1 FOR UPDATE");
			other.begin(Connection.TRANSACTION_READ_COMMITTED).execute("UPDATE item SET n = 1 WHERE id = 2");
			Session.Waiting attempt = Session.Waiting.of(() -> from.live().take(fence, from.unit()));
			awaitWaiter(ground.source());
			Session.Waiting second = other.later("UPDATE item SET n = n + 1 WHERE id = 1");
			one.execute("UPDATE item SET n = n + 1 WHERE id = 1");
			one.commit();
			second.endsWell();
			other.commit();
			attempt.endsWell();
		}
		assertThat(ground.source().rows("SELECT n FROM item ORDER BY id")).containsExactly("2", "1");
	}

	@Test
	@Tag("proof")
	void a_holder_of_the_gate_that_stands_still_is_ended_within_two_seconds() throws Exception {
		Ground ground = ground();
		LiveSide from = ground.flow().from();
		try (Session writer = ground.source().session(); Connection fence = from.connect()) {
			from.live().prepareFence(fence);
			assertThat(from.live().take(fence, from.unit())).isTrue();
			long begun = System.nanoTime();
			writer.later("UPDATE item SET n = 5 WHERE id = 1").endsWell();
			assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
			assertThatThrownBy(() -> from.live().commit(fence)).isInstanceOf(SQLException.class);
		}
	}

	@Test
	void a_long_look_under_the_gate_does_not_lose_it() throws SQLException {
		Ground ground = ground();
		try (Applier applier = ground.applier()) {
			// longer than a session may stand still
			FaultPoints slow = (point) -> {
				if (point.equals("cutover.drained")) {
					try (Connection looking = ground.flow().from().connect()) {
						dev.drover.engine.jdbc.Statements.query(looking, longLook(), (row) -> {
						});
					}
					catch (SQLException ex) {
						throw new IllegalStateException(ex);
					}
				}
			};
			ground.change(slow).run(applier, Ground.steps((name) -> {
			}), 1);
		}
		assertThat(takesWrites(ground.target())).isTrue();
	}

	abstract String longLook();

}
