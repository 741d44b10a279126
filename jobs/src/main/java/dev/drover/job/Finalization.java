package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;

import dev.drover.engine.jdbc.DroverHome;
import dev.drover.engine.jdbc.Statements;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.ledger.RouteRecord;
import dev.drover.phase.Phase;
import dev.drover.plan.Endpoint;
import dev.drover.schema.Journal;

/**
 * Ends the way back of a completed migration: what was kept for a rollback goes out of
 * the target. May be repeated after a kill at any place.
 */
final class Finalization {

	private Finalization() {
	}

	/**
	 * The phase comes first: without what is dropped here a rollback would take nothing.
	 */
	static void of(MigrationRun run) {
		run.enter(Phase.FINALIZED);
		dropJournals(run);
		LiveRemoval.atSource(run);
		LiveRemoval.atTarget(run);
		LiveRemoval.bringBackAtTarget(run);
		removeCheckpoints(run);
		// last of all: it tells that nothing is left, see Migrations
		LiveRemoval.forget(run);
		run.reached("finalize.removed");
	}

	/**
	 * The same though nobody has looked whether both sides are equal, and though the
	 * former owner may be gone.
	 */
	static void byForce(MigrationRun run) {
		run.enter(Phase.FINALIZED);
		run.audit("finalize", "the way back of " + run.plan().id() + " was given up: the two sides were not compared");
		String owner = run.ledger().route(run.plan().id()).map(RouteRecord::endpoint).orElse("");
		at(run, run.sourceEndpoint(), owner, () -> LiveRemoval.atSource(run));
		at(run, run.targetEndpoint(), owner, () -> {
			dropJournals(run);
			LiveRemoval.atTarget(run);
			LiveRemoval.bringBackAtTarget(run);
			removeCheckpoints(run);
		});
		LiveRemoval.forget(run);
		run.reached("finalize.removed");
	}

	/**
	 * They are there still where the migration was switched back before its own job had
	 * come to its end.
	 */
	private static void removeCheckpoints(MigrationRun run) {
		if (Following.wanted(run) && run.target().access().missingFile(run.targetEndpoint()).isEmpty()) {
			FinishSteps.removeCheckpoints(run);
		}
	}

	private static void at(MigrationRun run, Endpoint endpoint, String owner, Runnable removal) {
		try {
			removal.run();
		}
		catch (DroverException ex) {
			// CONN_006 is the control database: this process may not be the owner any
			// more
			if (endpoint.name().equals(owner) || ex.code() == ErrorCode.CONN_006
					|| !ex.code().name().startsWith("CONN_")) {
				throw ex;
			}
			String left = "what Drover made in " + endpoint.name() + " is left there: " + ex.what();
			run.audit("finalize", left);
			run.work()
				.addFinding(new Finding(ex.code(), Finding.Level.WARNING, endpoint.name(), left,
						"drop the database, or what docs/capture.md names"));
		}
	}

	private static void dropJournals(MigrationRun run) {
		run.targetRecords().find().ifPresent((record) -> {
			if (!record.journals().isEmpty()) {
				run.targetSide().with("removing what was kept for a rollback", (target) -> {
					for (Journal journal : record.journals()) {
						drop(run, target, journal);
					}
					DroverHome.leave(run.target().dialect(), target);
				});
			}
		});
	}

	private static void drop(MigrationRun run, Connection target, Journal journal) throws SQLException {
		for (String sql : journal.drop(run.target().dialect())) {
			Statements.execute(target, sql);
			run.reached("finalize.statement");
		}
	}

}
