package dev.drover.job;

import java.util.concurrent.TimeUnit;

/**
 * The gate that an operator opens by {@code drover cutover ID}.
 */
final class ManualGate {

	private static final long LOOK_MILLIS = 200;

	private ManualGate() {
	}

	/**
	 * Waits for the operator's word.
	 * @throws StopException if the attempt is to stop instead
	 */
	static void await(MigrationRun run) {
		run.tell("READY: `drover cutover " + run.plan().id() + "` opens the gate, Ctrl-C stops here");
		while (!run.progress().gateOpen()) {
			if (run.stopRequested()) {
				throw new StopException();
			}
			try {
				TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new StopException();
			}
		}
	}

}
