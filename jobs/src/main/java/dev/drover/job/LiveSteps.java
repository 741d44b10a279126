package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.drover.apply.Follower;
import dev.drover.fault.Finding;
import dev.drover.schema.SchemaCreation;

/**
 * What the manager's steps do more for a source that is in use.
 */
final class LiveSteps {

	private static final int TRIES = 10;

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
			following.awaitSweep();
			following.follow().pause();
			findings = finishing.finish(creation);
		}
		return findings;
	}

	/** Applies until few notes wait. */
	static void catchUp(MigrationRun run, Following following) {
		Follower follower = following.follow();
		following.awaitSweep();
		while (follower.lag() > run.plan().cutover().maxLag()) {
			following.save();
			goOn(run);
		}
		following.save();
		run.reached("catch-up.caught-up");
	}

	private static void goOn(MigrationRun run) {
		RuntimeException failure = run.failure();
		if (failure != null) {
			throw failure;
		}
		if (run.stopWanted()) {
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

	/** Everything that the switch needs and that needs no gate. */
	static void prepare(MigrationRun run, Following following) {
		catchUp(run, following);
	}

	/** Switches to the target. */
	static void cutOver(MigrationRun run, Following following) {
		try {
			LiveSwitch.forward(run, following).make();
		}
		catch (SQLException ex) {
			throw run.sourceSide().failure("switching", ex);
		}
	}

	/** Proves the foreign keys that were made without a look at the rows. */
	static void validate(MigrationRun run, Following following) {
		run.reached("post-verify.live");
	}

	/** Finishes the schema once. */
	@FunctionalInterface
	interface Finishing {

		List<Finding> finish(SchemaCreation creation) throws SQLException;

	}

}
