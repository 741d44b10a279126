package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import javax.sql.DataSource;

import dev.drover.fault.DroverException;
import dev.drover.ledger.ClaimRecord;
import dev.drover.ledger.ClaimRecord.State;
import dev.drover.ledger.Claims;
import dev.drover.ledger.OwnedClaims;
import dev.drover.ledger.WorkerRecords;

/**
 * Asks workers to give back what they have of a migration's step, and takes it from those
 * that are silent, or hang.
 */
final class ClaimsBack {

	private static final long LOOK_MILLIS = 100;

	/**
	 * A chunk takes some seconds: a worker that lives and has not ended its own by then
	 * hangs, on a line to source or target that is silent for example.
	 */
	private static final long PATIENCE_NANOS = 60_000_000_000L;

	/** While the control database was away nobody could give anything back. */
	private static final long LONGEST_LOOK_NANOS = 2_000_000_000L;

	private final MigrationRun run;

	private final String step;

	private final Claims claims;

	private final OwnedClaims owned;

	private final WorkerRecords workers;

	private final Fleet fleet;

	private final LongSupplier nanoTime;

	private long lookedAt;

	private long waited;

	ClaimsBack(MigrationRun run, String step, DataSource control, Fleet fleet, LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.lookedAt = nanoTime.getAsLong();
		this.run = run;
		this.step = step;
		this.claims = new Claims(control, run.plan().id(), step);
		this.owned = new OwnedClaims(control, run.plan().id(), step, run.owner());
		this.workers = new WorkerRecords(control);
		this.fleet = fleet;
	}

	/**
	 * Nobody works on the migration any more when this returns: before it is taken back,
	 * or worked off in one process.
	 */
	static void await(MigrationRun run, DataSource control) {
		Fleet fleet = new Fleet(System::nanoTime, null);
		for (String step : List.of("copy", "verify")) {
			ClaimsBack back = new ClaimsBack(run, step, control, fleet, System::nanoTime);
			if (back.claims.all().stream().anyMatch(ClaimsBack::given)) {
				while (!back.look().isEmpty()) {
					run.waitsFor("worker processes end their chunks");
					rest();
				}
				run.waitsFor(null);
			}
		}
	}

	private static boolean given(ClaimRecord claim) {
		return claim.state() == State.OPEN || claim.state() == State.TAKEN;
	}

	/**
	 * Looks once; gives those that are still with a worker.
	 * @throws DroverException COPY_002 if another process is the owner by now
	 */
	List<ClaimRecord> look() {
		this.owned.hold();
		this.fleet.look(this.workers.all());
		long now = this.nanoTime.getAsLong();
		this.waited += Math.min(now - this.lookedAt, LONGEST_LOOK_NANOS);
		this.lookedAt = now;
		List<ClaimRecord> taken = new ArrayList<>();
		for (ClaimRecord claim : this.claims.all()) {
			if (claim.state() == State.TAKEN) {
				String worker = String.valueOf(claim.worker());
				if (this.fleet.lost(worker)) {
					takeAway(claim);
				}
				else if (this.waited >= PATIENCE_NANOS) {
					takeAway(claim);
					this.run.tell("worker " + this.fleet.name(worker) + " lives and does not give partition "
							+ claim.name() + " back for " + PATIENCE_NANOS / 1_000_000_000L
							+ " s: it is taken away, and nothing of it is written any more");
				}
				else {
					taken.add(claim);
				}
			}
		}
		return taken;
	}

	/** It may go on: the target must not know it as an owner any more. */
	private void takeAway(ClaimRecord claim) {
		if (this.step.equals("copy")) {
			this.run.targetSide().with("ending a worker that does not answer", (connection) -> {
				if (this.run.checkpoints().exist(connection)) {
					connection.setAutoCommit(false);
					fence(connection, claim);
				}
			});
		}
		this.owned.takeAway(claim, State.HELD);
	}

	private void fence(Connection connection, ClaimRecord claim) throws SQLException {
		this.run.checkpoints().fence(connection, claim.name(), claim.epoch());
		connection.commit();
	}

	static void rest() {
		try {
			TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StopException();
		}
	}

}
