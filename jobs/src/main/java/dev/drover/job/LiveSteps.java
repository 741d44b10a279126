package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.drover.apply.Follower;
import dev.drover.engine.catalog.TableName;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.fault.RefusedException;
import dev.drover.phase.Phase;
import dev.drover.plan.VerifySettings;
import dev.drover.schema.SchemaCreation;
import dev.drover.schema.SideBySide;

/**
 * What the manager's steps do more for a source that is in use.
 */
final class LiveSteps {

	private static final int TRIES = 3;

	private static final long LOOK_MILLIS = 50;

	private LiveSteps() {
	}

	/**
	 * Finishes the schema. Rows of a source in use are not of one moment: what they don't
	 * allow now, such as a unique value that has gone from one row to another, they may
	 * allow once the changes have been applied.
	 */
	static List<Finding> finished(MigrationRun run, Connection target, Finishing finishing) throws SQLException {
		SchemaCreation creation = new SchemaCreation(run.target(), target, run.faults());
		Following following = run.following();
		if (following == null) {
			return finishing.finish(creation);
		}
		creation.withoutProofs();
		List<Finding> findings = finishing.finish(creation);
		for (int tries = 1; tries < TRIES && !findings.isEmpty(); tries++) {
			following.atOneMoment();
			findings = finishing.finish(creation);
		}
		return findings;
	}

	/**
	 * Looks whether an earlier attempt died behind the point of no return, and ends what
	 * it had begun: applications write to the target by then.
	 */
	static void findSwitch(MigrationRun run) {
		Following following = run.following();
		try {
			if ((following == null) ? RouteSwitch.isMade(run) : LiveSwitch.forward(run, following).settled()) {
				run.switchFound();
			}
		}
		catch (SQLException ex) {
			throw run.sides().openSide().failure("looking at the gate", ex);
		}
	}

	/** Applies until few notes wait, for as long as the plan wants to try. */
	static void catchUp(MigrationRun run, Following following) {
		catchUp(run, following, run.plan().limits().maxSyncLag().toNanos());
	}

	/** The same once the unit has moved: nothing limits how long an operator waits. */
	static void catchUpAfterwards(MigrationRun run, Following following) {
		catchUp(run, following, Long.MAX_VALUE);
	}

	private static void catchUp(MigrationRun run, Following following, long most) {
		long few = run.plan().cutover().maxLag();
		Follower follower = following.follow();
		following.refused().askAgain(follower.applier().flow());
		following.awaitSweep();
		// what was noted in the hours of a copy may take its time
		long begun = System.nanoTime();
		for (long lag = follower.lag(); lag > few; lag = follower.lag()) {
			following.save();
			if (System.nanoTime() - begun > most) {
				throw new LimitPassedException(ErrorCode.SYNC_003,
						lag + " changes wait to be applied, cutover.max_lag allows " + few
								+ ", and limits.max_sync_lag has passed",
						"drover restart " + run.plan().id() + " when the source has less to do, or raise the limits");
			}
			run.halt().pause(LOOK_MILLIS);
		}
		following.save();
		following.prints().requireSame(follower.applier().flow().from());
		run.reached("catch-up.caught-up");
	}

	/** Everything that the switch needs and that needs no gate. */
	static void prepare(MigrationRun run, Following following) {
		// else a child could be there whose parent's note is not applied yet
		List<Finding> findings = List.of();
		try {
			if (run.plan().verify().level() == VerifySettings.Level.NONE) {
				following.atOneMoment();
			}
			else {
				requireEqual(run, KeylessTables.of(run).atOneMoment(following, false, "before the switch"));
			}
			following.bringBack(following.forward().to());
			findings = proven(run);
			following.proveForeignKeys(following.forward().to());
		}
		catch (SQLException ex) {
			throw run.targetSide().failure("looking at foreign keys", ex);
		}
		following.follow();
		if (!findings.isEmpty() && !run.force()) {
			findings.forEach(run.work()::addFinding);
			throw new RefusedException(findings);
		}
		catchUp(run, following);
	}

	private static void requireEqual(MigrationRun run, List<String> differing) {
		if (!differing.isEmpty()) {
			throw new DroverException(ErrorCode.CUT_002, "source and target differ at one moment: "
					+ String.join(", ", differing) + "; the cutover is refused",
					"drover report " + run.plan().id() + " names the rows");
		}
	}

	/** Foreign keys were made without a look at the rows. */
	private static List<Finding> proven(MigrationRun run) {
		List<Finding> findings = new ArrayList<>();
		run.targetSide().with("looking at foreign keys", (target) -> {
			Set<TableName> made = Set.copyOf(run.targetRecords().get().tables());
			try {
				findings
					.addAll(new SchemaCreation(run.target(), target, run.faults()).prove(run.mapping(), made::contains,
							new SideBySide(run.target(), run.targetSide()::connect, run.plan().copy().parallelism())));
			}
			catch (DroverException ex) {
				if (ex.code() != ErrorCode.SCHEMA_006) {
					throw ex;
				}
				findings.add(Finding.of(ex, run.targetEndpoint().name()));
			}
		});
		return findings;
	}

	/** Nothing is counted in a database that is in use by now. */
	static void validate(MigrationRun run, Following following) {
		following.save();
		following.proveForeignKeys(following.forward().to());
		run.reached("post-verify.live");
	}

	/** Finishes the schema once. */
	@FunctionalInterface
	interface Finishing {

		List<Finding> finish(SchemaCreation creation) throws SQLException;

	}

}
