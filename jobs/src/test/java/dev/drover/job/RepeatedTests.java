package dev.drover.job;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RepeatedTests {

	@Test
	void theEndWaitsForWhatWasBegunAndDoesNotInterruptIt() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch written = new CountDownLatch(1);
		AtomicBoolean whole = new AtomicBoolean();
		AtomicInteger times = new AtomicInteger();
		Repeated repeated = new Repeated("repeated", 1, () -> {
			times.incrementAndGet();
			begun.countDown();
			try {
				whole.set(written.await(10, TimeUnit.SECONDS));
			}
			catch (InterruptedException ex) {
				whole.set(false);
			}
		});
		assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
		Thread closer = new Thread(repeated::close);
		closer.start();
		while (closer.getState() != Thread.State.TIMED_WAITING && closer.isAlive()) {
			Thread.onSpinWait();
		}
		written.countDown();
		closer.join();
		assertThat(whole).isTrue();
		assertThat(times).hasValue(1);
	}

}
