package dev.drover.live;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.drover.apply.Follower;
import dev.drover.fault.FaultPoints;
import dev.drover.plan.ThrottleSettings;
import dev.drover.throttle.Decision;
import dev.drover.throttle.Throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * It goes no faster than the plan allows and knows how far it is. Whatever ends it is
 * told, and who waits for it waits no longer.
 */
class FollowerIT {

	private static final String COUNT = "SELECT count(*) FROM item";

	/** What the throttle takes for the time. */
	private final AtomicLong nanos = new AtomicLong();

	private final AtomicLong load = new AtomicLong();

	private static Ground ground() throws SQLException {
		return Ground.of(Database.postgresql("old"), Database.postgresql("new"),
				"CREATE TABLE item (id BIGINT NOT NULL PRIMARY KEY)");
	}

	private static void insert(Ground ground, int first, int last) throws SQLException {
		ground.source().execute("INSERT INTO item SELECT i FROM generate_series(" + first + ", " + last + ") i");
	}

	private Throttle throttle(ThrottleSettings settings) {
		Throttle throttle = new Throttle(settings, this.nanos::get, this.load::get);
		throttle.begin();
		return throttle;
	}

	private void pass(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

	private static Follower follower(Ground ground, Throttle throttle) throws SQLException {
		ground.telling((notes) -> throttle.took(notes, 0));
		return new Follower(ground.applier(), throttle, () -> {
		}, (failure) -> {
			throw new IllegalStateException(failure);
		});
	}

	private static void heldBy(Decision.Bound bound, Throttle throttle) {
		await().atMost(Duration.ofSeconds(30)).until(() -> throttle.shown().bound() == bound);
	}

	@Test
	void small_batches_are_waited_for_as_large_ones_are() throws Exception {
		Ground ground = ground();
		Throttle throttle = throttle(new ThrottleSettings(100L, null, null));
		insert(ground, 1, 200);
		try (Follower follower = follower(ground, throttle)) {
			follower.resume();
			assertThat(follower.awaitSweep(() -> true)).isTrue();
			insert(ground, 201, 201);
			heldBy(Decision.Bound.ROWS, throttle);
			assertThat(ground.target().rows(COUNT)).containsExactly("200");
			pass(Duration.ofSeconds(2));
			assertThat(follower.awaitSweep(() -> true)).isTrue();
			assertThat(ground.target().rows(COUNT)).containsExactly("201");
		}
	}

	@Test
	void the_load_of_the_source_holds_small_batches_up() throws Exception {
		Ground ground = ground();
		Throttle throttle = throttle(new ThrottleSettings(null, null, 2L));
		this.load.set(3);
		insert(ground, 1, 1);
		try (Follower follower = follower(ground, throttle)) {
			follower.resume();
			heldBy(Decision.Bound.SOURCE_LOAD, throttle);
			assertThat(ground.target().rows(COUNT)).containsExactly("0");
			this.load.set(2);
			pass(Duration.ofSeconds(1));
			assertThat(follower.awaitSweep(() -> true)).isTrue();
			assertThat(ground.target().rows(COUNT)).containsExactly("1");
		}
	}

	@Test
	void how_much_waits_is_known_in_the_middle_of_a_sweep() throws Exception {
		Ground ground = ground();
		Throttle throttle = throttle(new ThrottleSettings(1_000L, null, null));
		insert(ground, 1, 12_000);
		try (Follower follower = follower(ground, throttle)) {
			follower.resume();
			heldBy(Decision.Bound.ROWS, throttle);
			assertThat(ground.target().rows(COUNT)).containsExactly("5000");
			insert(ground, 12_001, 20_000);
			await().atMost(Duration.ofSeconds(30)).until(() -> follower.lag() == 15_000);
			assertThat(follower.maxLag()).isEqualTo(15_000);
		}
	}

	/** Rows for one lane, which its own thread applies, or for several with theirs. */
	@ParameterizedTest
	@CsvSource({ "1, apply.taken", "400, apply.before-check" })
	void an_error_of_the_machine_ends_it_as_any_failure_does(int rows, String point) throws Exception {
		Ground ground = ground();
		insert(ground, 1, rows);
		ended(ground, point, new IllegalStateException("ended"));
		ended(ground, point, new StackOverflowError());
		ended(ground, point, new OutOfMemoryError("Java heap space"));
	}

	private static void ended(Ground ground, String point, Throwable failure) throws Exception {
		FaultPoints faults = (reached) -> {
			if (reached.equals(point)) {
				raise(failure);
			}
		};
		CompletableFuture<Throwable> told = new CompletableFuture<>();
		Throttle throttle = new Throttle(ThrottleSettings.NONE, System::nanoTime, () -> 0);
		try (Follower follower = new Follower(ground.applier(faults), throttle, () -> {
		}, told::complete)) {
			follower.resume();
			Session.Waiting waiter = Session.Waiting.of(() -> assertThat(follower.awaitSweep(() -> true)).isFalse());
			assertThat(told.get(20, TimeUnit.SECONDS)).isSameAs(failure);
			waiter.endsWell();
		}
	}

	private static void raise(Throwable failure) {
		if (failure instanceof Error error) {
			throw error;
		}
		throw (RuntimeException) failure;
	}

}
