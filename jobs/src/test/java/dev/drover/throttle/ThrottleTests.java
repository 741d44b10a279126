package dev.drover.throttle;

import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import dev.drover.plan.CopySettings;
import dev.drover.plan.ThrottleSettings;

import static org.assertj.core.api.Assertions.assertThat;

class ThrottleTests {

	private final AtomicLong nanos = new AtomicLong();

	private final AtomicLong load = new AtomicLong();

	private final AtomicLong asked = new AtomicLong();

	private Throttle throttle(ThrottleSettings settings) {
		return new Throttle(settings, this.nanos::get, () -> {
			this.asked.incrementAndGet();
			return this.load.get();
		});
	}

	private void passMillis(long millis) {
		this.nanos.addAndGet(millis * 1_000_000);
	}

	/** Takes rows as often as it may, for a time; gives how many it got. */
	private long taken(Throttle throttle, long rows, long bytes, long millis) {
		long taken = 0;
		for (long at = 0; at < millis; at += 10) {
			if (throttle.decide().go()) {
				throttle.took(rows, bytes);
				taken += rows;
			}
			passMillis(10);
		}
		return taken;
	}

	@Test
	void rowsFlowAtTheirRateAndNoFaster() {
		Throttle throttle = throttle(new ThrottleSettings(10_000L, null, null));
		throttle.begin();
		assertThat(taken(throttle, 1_000, 0, 10_000)).isBetween(99_000L, 101_000L);
		throttle.took(1_000, 0);
		assertThat(throttle.decide()).satisfies((decision) -> {
			assertThat(decision.go()).isFalse();
			assertThat(decision.bound()).isEqualTo(Decision.Bound.ROWS);
			assertThat(decision.reason()).isEqualTo("throttle.rows_per_second allows 10,000");
		});
	}

	@Test
	void oneOfSeveralTakesItsPart() {
		Throttle throttle = throttle(new ThrottleSettings(10_000L, null, null));
		throttle.begin();
		throttle.part(0.25);
		assertThat(taken(throttle, 500, 0, 10_000)).isBetween(24_000L, 26_000L);
		throttle.part(1);
		assertThat(taken(throttle, 1_000, 0, 10_000)).isBetween(98_000L, 102_000L);
	}

	@Test
	void othersThatGoAsFastAsIsAllowedAreSaidToWait() {
		Throttle throttle = throttle(new ThrottleSettings(10_000L, 2.0, null));
		throttle.elsewhere(5_000, 1);
		assertThat(throttle.shown().go()).isTrue();
		throttle.elsewhere(9_800, 1);
		assertThat(throttle.shown().reason()).isEqualTo("throttle.rows_per_second allows 10,000");
		assertThat(throttle.decide().go()).as("nothing was taken here").isTrue();
		throttle.elsewhere(5_000, 1.9);
		assertThat(throttle.shown().reason()).isEqualTo("throttle.mb_per_second allows 2.0");
		passMillis(2_001);
		assertThat(throttle.shown().go()).isTrue();
	}

	@Test
	void megabytesFlowAtTheirRate() {
		Throttle throttle = throttle(new ThrottleSettings(null, 2.0, null));
		throttle.begin();
		assertThat(taken(throttle, 1, 100_000, 10_000)).isBetween(199L, 201L);
		throttle.took(1, 100_000);
		assertThat(throttle.decide().reason()).isEqualTo("throttle.mb_per_second allows 2.0");
	}

	@Test
	void whatWasNotUsedIsKeptForASecondOnly() {
		Throttle throttle = throttle(new ThrottleSettings(1_000L, null, null));
		throttle.begin();
		passMillis(60_000);
		assertThat(taken(throttle, 100, 0, 1_000)).isBetween(1_900L, 2_100L);
	}

	@Test
	void whatNobodyCouldWaitForIsOwedForASecondAtMost() {
		Throttle throttle = throttle(new ThrottleSettings(1_000L, 1.0, null));
		throttle.begin();
		throttle.tookAtOnce(500, 0);
		passMillis(490);
		assertThat(throttle.decide().go()).isFalse();
		for (int i = 0; i < 100; i++) {
			throttle.tookAtOnce(50_000, 50_000_000);
		}
		passMillis(990);
		assertThat(throttle.decide().go()).isFalse();
		passMillis(20);
		assertThat(throttle.decide().go()).isTrue();
		throttle.took(3_000, 0);
		throttle.tookAtOnce(50_000, 0);
		passMillis(2_900);
		assertThat(throttle.decide().go()).as("what was owed before is owed").isFalse();
	}

	@Test
	void workThatBeginsHasNothingKept() {
		Throttle throttle = throttle(new ThrottleSettings(1_000L, null, null));
		passMillis(60_000);
		throttle.begin();
		throttle.took(500, 0);
		passMillis(490);
		assertThat(throttle.decide().go()).isFalse();
		passMillis(20);
		assertThat(throttle.decide().go()).isTrue();
	}

	@Test
	void theLoadOfTheSourceHoldsWorkUpUntilItIsLess() {
		Throttle throttle = throttle(new ThrottleSettings(null, null, 8L));
		this.load.set(8);
		assertThat(throttle.decide().go()).isTrue();
		this.load.set(14);
		passMillis(400);
		assertThat(throttle.decide().go()).as("asked twice a second at most").isTrue();
		passMillis(200);
		assertThat(throttle.decide().reason())
			.isEqualTo("14 statements run at the source, throttle.max_source_load allows 8");
		this.load.set(0);
		passMillis(600);
		assertThat(throttle.decide().go()).isTrue();
		assertThat(this.asked).hasValue(3);
	}

	@Test
	void withoutABoundNobodyIsAskedAndNothingWaits() {
		Throttle throttle = throttle(ThrottleSettings.NONE);
		throttle.took(1_000_000_000, 1L << 50);
		assertThat(throttle.decide()).isEqualTo(Decision.GO);
		assertThat(this.asked).hasValue(0);
	}

	@Test
	void theReasonIsShownALittleLongerThanItHolds() {
		Throttle throttle = throttle(new ThrottleSettings(1_000L, null, null));
		throttle.begin();
		assertThat(throttle.shown().go()).isTrue();
		throttle.took(1_000, 0);
		assertThat(throttle.decide().go()).isFalse();
		passMillis(1_500);
		assertThat(throttle.decide().go()).isTrue();
		assertThat(throttle.shown().bound()).isEqualTo(Decision.Bound.ROWS);
		passMillis(600);
		assertThat(throttle.shown().go()).isTrue();
	}

	@Test
	void whoIsNotWantedAnyMoreWaitsNoLonger() {
		Throttle throttle = throttle(new ThrottleSettings(1L, null, null));
		throttle.begin();
		throttle.took(3_600, 0);
		AtomicLong looks = new AtomicLong();
		throttle.await(() -> looks.incrementAndGet() < 3);
		assertThat(looks).hasValue(3);
		assertThat(throttle.decide().go()).isFalse();
	}

	@Test
	void chunksAreSmallEnoughForASteadyFlow() {
		CopySettings usual = new CopySettings(2, 50_000, 8L << 20);
		assertThat(ThrottleSettings.NONE.smoothing(usual)).isEqualTo(usual);
		assertThat(new ThrottleSettings(10_000L, 4.0, null).smoothing(usual))
			.isEqualTo(new CopySettings(2, 2_500, 1_000_000));
		assertThat(new ThrottleSettings(1L, 0.01, null).smoothing(usual)).isEqualTo(new CopySettings(2, 1, 64L << 10));
	}

}
