package dev.drover.live;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.drover.apply.Follower;
import dev.drover.fault.FaultPoints;
import dev.drover.plan.ThrottleSettings;
import dev.drover.throttle.Throttle;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever ends it is told, and who waits for it waits no longer. */
class FollowerIT {

	/** Rows for one lane, which its own thread applies, or for several with theirs. */
	@ParameterizedTest
	@CsvSource({ "1, apply.taken", "400, apply.before-check" })
	void an_error_of_the_machine_ends_it_as_any_failure_does(int rows, String point) throws Exception {
		Ground ground = Ground.of(Database.postgresql("old"), Database.postgresql("new"),
				"CREATE TABLE item (id BIGINT NOT NULL PRIMARY KEY)");
		ground.source().execute("INSERT INTO item SELECT i FROM generate_series(1, " + rows + ") i");
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
