package dev.drover.job;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Something that is done again and again beside the work, and is never cut off in the
 * middle: a thread that is interrupted while it writes into the embedded control database
 * would close its file for all.
 */
final class Repeated implements AutoCloseable {

	/** A server that hangs does not hold up the end for longer. */
	private static final long PATIENCE_MILLIS = 5_000;

	private final ScheduledExecutorService executor;

	/**
	 * Begins at once, after a first pause.
	 * @param name the thread's name
	 * @param pauseMillis between two times
	 * @param work what is done; must not throw, or it is not done again
	 */
	Repeated(String name, long pauseMillis, Runnable work) {
		this.executor = Executors.newSingleThreadScheduledExecutor((run) -> {
			Thread thread = new Thread(run, name);
			thread.setDaemon(true);
			return thread;
		});
		this.executor.scheduleWithFixedDelay(work, pauseMillis, pauseMillis, TimeUnit.MILLISECONDS);
	}

	/** It is not begun again, and what was begun has ended. */
	@Override
	public void close() {
		this.executor.shutdown();
		try {
			this.executor.awaitTermination(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
