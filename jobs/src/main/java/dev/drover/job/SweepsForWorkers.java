package dev.drover.job;

import java.util.List;

import org.springframework.dao.DataAccessException;

import dev.drover.ledger.Sweeps;

/**
 * Applies what was noted whenever a worker waits for that.
 */
final class SweepsForWorkers implements AutoCloseable {

	private static final long LOOK_MILLIS = 100;

	private final MigrationRun run;

	private final Following following;

	private final Sweeps sweeps;

	private final Repeated repeated;

	private SweepsForWorkers(MigrationRun run, Following following, Sweeps sweeps) {
		this.run = run;
		this.following = following;
		this.sweeps = sweeps;
		this.repeated = new Repeated("sweeps", LOOK_MILLIS, this::serve);
	}

	static SweepsForWorkers begin(MigrationRun run, Following following, Sweeps sweeps) {
		return new SweepsForWorkers(run, following, sweeps);
	}

	private void serve() {
		try {
			List<String> askers = this.sweeps.open();
			if (!askers.isEmpty()) {
				this.following.awaitSweep();
				askers.forEach(this.sweeps::serve);
			}
		}
		catch (StopException | DataAccessException ex) {
			// the step is to end, or the ledger is asked again
			this.run.reached("sweeps.interrupted");
		}
		catch (RuntimeException ex) {
			this.run.failed(Diagnosis.of(ex, this.run));
		}
	}

	/**
	 * Nobody holds a partition any more: what is left was asked for by workers that died.
	 */
	@Override
	public void close() {
		this.repeated.close();
		this.sweeps.forget(this.run.owner());
	}

}
