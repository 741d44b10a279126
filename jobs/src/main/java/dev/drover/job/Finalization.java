package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;

import dev.drover.engine.jdbc.Statements;
import dev.drover.phase.Phase;
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
		run.targetRecords().find().ifPresent((record) -> {
			if (!record.journals().isEmpty()) {
				run.targetSide().with("removing what was kept for a rollback", (target) -> {
					for (Journal journal : record.journals()) {
						drop(run, target, journal);
					}
					run.checkpoints().leaveHome(target);
				});
			}
		});
		LiveRemoval.of(run);
		LiveRemoval.bringBackAtTarget(run);
		run.reached("finalize.removed");
	}

	private static void drop(MigrationRun run, Connection target, Journal journal) throws SQLException {
		for (String sql : journal.drop(run.target().dialect())) {
			Statements.execute(target, sql);
			run.reached("finalize.statement");
		}
	}

}
