package dev.drover.ledger;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HandoverTests {

	private static final int BROKEN = 90067;

	/** "Lock file recently modified". */
	private static final int LOCK_FILE = 8000;

	private static final int WRONG_PASSWORD = 28000;

	private final AtomicInteger calls = new AtomicInteger();

	private final AtomicLong clock = new AtomicLong();

	private String failing(int times, int code) {
		if (this.calls.incrementAndGet() <= times) {
			throw new IllegalStateException(new SQLException("no", "HY000", code));
		}
		return "done";
	}

	@Test
	void triesAgainWhileTheServingProcessEnds() {
		assertThat(Handover.across(() -> failing(3, BROKEN), this.clock::get)).isEqualTo("done");
		assertThat(this.calls).hasValue(4);
	}

	@Test
	void triesAgainWhileAnotherOneTakesTheLockFile() {
		assertThat(Handover.across(() -> failing(3, LOCK_FILE), this.clock::get)).isEqualTo("done");
	}

	@Test
	void givesUpAfterATime() {
		assertThatThrownBy(
				() -> Handover.across(() -> failing(1000, BROKEN), () -> this.clock.getAndAdd(1_000_000_000L)))
			.hasRootCauseInstanceOf(SQLException.class);
		assertThat(this.calls.get()).isBetween(2, 25);
	}

	@Test
	void otherFailuresAreToldAtOnce() {
		assertThatThrownBy(() -> Handover.across(() -> failing(1000, WRONG_PASSWORD), this.clock::get))
			.isInstanceOf(IllegalStateException.class);
		assertThat(this.calls).hasValue(1);
	}

}
