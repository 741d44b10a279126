package dev.drover.app.operate;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of threads that were told to stop.
 */
final class Threads {

	private static final Logger LOG = LoggerFactory.getLogger(Threads.class);

	private Threads() {
	}

	/** Returns when what has begun has ended, however long that takes. */
	static void awaitEnd(ExecutorService threads) {
		threads.shutdown();
		try {
			while (!threads.awaitTermination(1, TimeUnit.MINUTES)) {
				LOG.debug("work is still to end");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
