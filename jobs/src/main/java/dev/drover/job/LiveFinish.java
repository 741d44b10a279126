package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.drover.apply.Flow;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.phase.Phase;
import dev.drover.plan.Plan;
import dev.drover.plan.VerifySettings;
import dev.drover.schema.TableMapping;
import dev.drover.verify.TableComparison;
import dev.drover.verify.TableVerdict;

/**
 * Ends the way back: brings the former owner up to date, compares both sides in full once
 * more, and takes Drover's objects off both.
 */
final class LiveFinish {

	private LiveFinish() {
	}

	/**
	 * Compares both sides.
	 * @throws DroverException DATA_003 if they differ; the way back stays
	 */
	static void compare(MigrationRun run) throws SQLException {
		Following following = run.following();
		if (following == null || run.live().lastSwitch().isEmpty()) {
			return;
		}
		boolean back = run.live().lastSwitch().get().direction().equals("back");
		Flow flow = back ? following.forward() : following.forward().reversed();
		following.follow(flow);
		LiveSteps.catchUp(run, following);
		List<String> differing = new ArrayList<>();
		VerifySettings hash = new VerifySettings(VerifySettings.Level.HASH, 100, false);
		try (Connection from = run.sourceSide().connect(); Connection to = run.targetSide().connect()) {
			from.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
			following.readApplied(to);
			for (TableMapping table : run.mapping().rowTables()) {
				if (table.source().rowKey().isEmpty()) {
					// the former owner has it as the last switch left it, see below
					continue;
				}
				TableVerdict verdict = new TableComparison(table, hash, run.tally(), run.source(), from, run.target(),
						to)
					.recheckingAfter(following.moments().barrier(!back))
					.compare();
				if (!to.getAutoCommit()) {
					to.rollback();
				}
				if (verdict == null) {
					throw new StopException();
				}
				VerifyWorker.keep(run, verdict);
				if (!verdict.equal()) {
					differing.add(table.name() + " in " + verdict.differenceCount() + " rows");
				}
			}
		}
		differing.addAll(KeylessTables.of(run).atOneMoment(following, !back, "before the way back ended"));
		following.close();
		if (!differing.isEmpty()) {
			throw new DroverException(ErrorCode.DATA_003,
					"the two sides differ: " + String.join(", ", differing) + "; the way back is kept",
					"drover report " + run.plan().id() + " names the rows");
		}
		run.reached("finalize.compared");
	}

	/** Takes everything off both sides. */
	static void leave(MigrationRun run) {
		run.enter(Phase.FINALIZED);
		run.reached("finalize.entered");
		Finalization.of(run);
		Plan plan = run.plan();
		run.audit("finalize", "the way back of " + plan.id() + " has ended");
		run.reached("finalize.left");
	}

}
