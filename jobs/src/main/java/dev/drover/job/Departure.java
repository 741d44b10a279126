package dev.drover.job;

import java.util.function.Consumer;

import dev.drover.fault.ExitStatus;

/**
 * The end of a worker that was told to drain: it does not hang on a server that does not
 * answer. Whoever waits for it would kill it, and others get what it has either way.
 */
final class Departure {

	/** Ten seconds are promised. */
	private static final long MILLIS = 9_500;

	private Departure() {
	}

	/** Ends the process when its time is up, if nothing has ended it before. */
	static void begin(Worker worker, Consumer<String> teller) {
		Thread thread = new Thread(() -> {
			if (ControlWait.rest(MILLIS)) {
				end(worker, teller);
			}
		}, "worker-departure");
		thread.setDaemon(true);
		thread.start();
	}

	private static void end(Worker worker, Consumer<String> teller) {
		if (worker.signedOff()) {
			teller.accept("a server does not answer to a goodbye: nothing waits for it, all was given back");
			Runtime.getRuntime().halt(ExitStatus.DONE.code());
		}
		teller.accept("not drained within ten seconds, a server does not answer: what this worker has goes to others"
				+ " when it has given no sign of life for " + Owner.LEASE_MILLIS / 1000 + " seconds");
		Runtime.getRuntime().halt(ExitStatus.FAILED.code());
	}

}
