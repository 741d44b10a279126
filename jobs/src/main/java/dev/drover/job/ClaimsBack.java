package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import dev.drover.fault.DroverException;
import dev.drover.ledger.ClaimRecord;
import dev.drover.ledger.ClaimRecord.State;
import dev.drover.ledger.Claims;
import dev.drover.ledger.OwnedClaims;
import dev.drover.ledger.WorkerRecords;

/**
 * Asks workers to give back what they have of a migration's step, and takes it from those
 * that are silent.
 */
final class ClaimsBack {

	private static final long LOOK_MILLIS = 100;

	private final MigrationRun run;

	private final String step;

	private final Claims claims;

	private final OwnedClaims owned;

	private final WorkerRecords workers;

	private final Fleet fleet;

	ClaimsBack(MigrationRun run, String step, DataSource control, Fleet fleet) {
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
			ClaimsBack back = new ClaimsBack(run, step, control, fleet);
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
		List<ClaimRecord> taken = new ArrayList<>();
		for (ClaimRecord claim : this.claims.all()) {
			if (claim.state() == State.TAKEN) {
				if (this.fleet.lost(String.valueOf(claim.worker()))) {
					takeAway(claim);
				}
				else {
					taken.add(claim);
				}
			}
		}
		return taken;
	}

	/** It may wake up: the target must not know it as an owner any more. */
	private void takeAway(ClaimRecord claim) {
		if (this.step.equals("copy")) {
			this.run.targetSide().with("ending a silent worker", (connection) -> {
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
