package dev.drover.job;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.drover.fault.DroverException;
import dev.drover.ledger.ClaimProgress;
import dev.drover.ledger.WorkerRecords;
import dev.drover.plan.ThrottleSettings;

/**
 * Says why workers elsewhere wait: the manager sees how fast they go, and what the plan
 * allows.
 */
final class RemotePace {

	private static final Logger LOG = LoggerFactory.getLogger(RemotePace.class);

	private static final long LOOK_NANOS = 1_000_000_000L;

	private final MigrationRun run;

	private final WorkerRecords workers;

	private long lookedAt = System.nanoTime() - LOOK_NANOS;

	RemotePace(MigrationRun run, WorkerRecords workers) {
		this.run = run;
		this.workers = workers;
	}

	/** Looks once a second, where the plan bounds anything. */
	void look() {
		ThrottleSettings allowed = this.run.plan().throttle();
		long now = System.nanoTime();
		if (allowed.equals(ThrottleSettings.NONE) || now - this.lookedAt < LOOK_NANOS) {
			return;
		}
		this.lookedAt = now;
		List<ClaimProgress> claims = this.workers.progress(this.run.plan().id());
		if (claims.isEmpty()) {
			return;
		}
		double rows = claims.stream().mapToDouble(ClaimProgress::rowsPerSecond).sum();
		this.run.pace().elsewhere(rows);
		try {
			// what runs at the source it sees itself
			this.run.pace().throttle().decide();
		}
		catch (DroverException ex) {
			// those who read there say more
			LOG.debug("the source's load could not be read: {}", ex.getMessage());
		}
	}

}
