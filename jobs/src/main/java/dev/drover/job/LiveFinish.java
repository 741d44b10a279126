package dev.drover.job;

import java.sql.SQLException;
import java.util.List;

import dev.drover.apply.Flow;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.ledger.RouteRecord;
import dev.drover.phase.Phase;
import dev.drover.plan.Plan;

/**
 * Ends the way back: brings the former owner up to date, compares both sides in full once
 * more, and takes Drover's objects off both.
 */
final class LiveFinish {

	private LiveFinish() {
	}

	/**
	 * As {@link LivePreparation}. A switch back that was not made is done without: the
	 * target is the owner as before, also if the two sides turn out to differ.
	 */
	static void prepare(MigrationRun run) {
		LivePreparation.of(run);
		if (run.ledger().find(run.plan().id()).orElseThrow().phase() == Phase.ROLLING_BACK) {
			run.enter(Phase.COMPLETED);
		}
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
		// not what was meant last, which may not have been done
		boolean back = run.ledger()
			.route(run.plan().id())
			.map(RouteRecord::endpoint)
			.filter(run.sourceEndpoint().name()::equals)
			.isPresent();
		Flow flow = back ? following.forward() : following.forward().reversed();
		following.follow(flow);
		LiveSteps.catchUpAfterwards(run, following);
		// the former owner has tables without a key as the last switch left them, see
		// below
		List<String> differing = new FullLook(run, following, !back).differing(run.mapping().rowTables(),
				(plain, table) -> plain, (verdict) -> VerifyWorker.keep(run, verdict));
		differing.addAll(KeylessTables.of(run).atOneMoment(following, !back, "before the way back ended"));
		following.close();
		if (!differing.isEmpty()) {
			throw new DroverException(ErrorCode.DATA_003,
					"the two sides differ: " + String.join(", ", differing) + "; the way back is kept",
					"drover report " + run.plan().id() + " names the rows; drover finalize " + run.plan().id()
							+ " --force leaves them as they are");
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
