package dev.drover.app.cli;

import java.util.concurrent.TimeUnit;

/**
 * The moments at which a watcher looks at the ledger again. It has to look: another
 * process writes the ledger, maybe on another machine, and not every control database can
 * call those who wait.
 */
final class Glances {

	private static final long SECONDS = 1;

	private boolean wanted = true;

	/** Whether to look again; never after an interrupt. */
	boolean wanted() {
		return this.wanted;
	}

	/** Waits for the next moment; an interrupt makes this one the last. */
	void pause() {
		try {
			TimeUnit.SECONDS.sleep(SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			this.wanted = false;
		}
	}

}
