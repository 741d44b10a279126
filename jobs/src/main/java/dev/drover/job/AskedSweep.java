package dev.drover.job;

import java.util.UUID;

import dev.drover.ledger.Sweeps;
import dev.drover.verify.Barrier;

/**
 * Lets the manager, which follows the source, apply what was noted before.
 *
 * @param run the worker's run
 * @param sweeps where it is asked
 */
record AskedSweep(MigrationRun run, Sweeps sweeps) implements Barrier {

	private static final long LOOK_MILLIS = 100;

	@Override
	public void await() {
		String asker = UUID.randomUUID().toString();
		this.sweeps.ask(asker);
		while (!this.sweeps.served(asker)) {
			if (!this.sweeps.asked(asker)) {
				// a manager has ended and forgotten who asked; the next one does not know
				this.sweeps.ask(asker);
			}
			this.run.halt().pause(LOOK_MILLIS);
		}
	}

}
