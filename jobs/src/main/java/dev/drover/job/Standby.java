package dev.drover.job;

import java.sql.SQLException;
import java.time.Clock;

import dev.drover.fault.DroverException;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.MigrationRecord;
import dev.drover.ledger.RouteRecord;
import dev.drover.phase.Phase;
import dev.drover.plan.Strategy;

/**
 * Keeps the former owner equal to the new one after a switch, so that a way back takes no
 * longer than a switch: the blue side of {@code blue_green}. Gives way to whoever rolls
 * the migration back or finalizes it.
 */
final class Standby {

	private static final long LOOK_MILLIS = 200;

	private final Attempts attempts;

	private final Ledger ledger;

	Standby(Attempts attempts, Ledger ledger) {
		this.attempts = attempts;
		this.ledger = ledger;
	}

	/**
	 * Whether this process is to keep that of a migration that was switched: not if it
	 * stays, and keeps ways back of all.
	 */
	boolean isWanted(MigrationRecord known, WayBack wayBack) {
		return !this.attempts.stays() && known.phase() == Phase.COMPLETED && wayBack.kept(known)
				&& Attempts.accepted(known).strategy().type() == Strategy.Type.BLUE_GREEN;
	}

	/** Whether the plan wants it, and the target is the owner. */
	static boolean wanted(MigrationRun run) {
		return run.plan().strategy().type() == Strategy.Type.BLUE_GREEN && run.following() != null
				&& run.ledger()
					.route(run.plan().id())
					.map(RouteRecord::endpoint)
					.filter(run.targetEndpoint().name()::equals)
					.isPresent();
	}

	/**
	 * Keeps it until somebody wants this process to stop.
	 * @throws DroverException what has failed; the new owner is not touched by that
	 */
	static void keep(MigrationRun run) {
		Following following = run.following();
		if (following == null) {
			return;
		}
		String id = run.plan().id();
		String blue = run.sourceEndpoint().name();
		run.enter(Phase.COMPLETED);
		run.audit("standby", blue + " is kept equal to " + run.targetEndpoint().name());
		run.waitsFor(
				"`drover rollback " + id + "` or `drover finalize " + id + "`; " + blue + " is the standby meanwhile");
		run.tell("COMPLETED: keeps " + blue + " as the standby until `drover rollback " + id + "` or `drover finalize "
				+ id + "`; Ctrl-C ends only this process");
		following.follow(following.forward().reversed());
		try {
			while (true) {
				run.halt().pause(LOOK_MILLIS);
			}
		}
		catch (StopException ex) {
			run.audit("standby", "changes wait from now on");
		}
		catch (DroverException ex) {
			run.audit("standby", blue + " is not kept equal any more, changes wait from now on: " + ex.getMessage());
			throw ex;
		}
		finally {
			following.close();
			run.waitsFor(null);
		}
	}

	/** Goes on keeping the standby of a migration that has been switched. */
	Outcome goOn(MigrationRecord known, String command, RunOptions options) {
		String id = known.id();
		try (Attempt attempt = this.attempts.claim(known, command);
				SteadyListener listener = new SteadyListener(options.listener());
				MigrationRun run = this.attempts.newRun(Attempts.accepted(known), attempt.owner(), true);
				Heart heart = new Heart(run, attempt.owner(), this.ledger, Clock.systemUTC());
				AttemptWatch watch = AttemptWatch.begin(run, known, options.followedBy(listener), Clock.systemUTC())) {
			heart.begin();
			watch.rest();
			LivePreparation.of(run);
			Conclusion conclusion = Conclusion.keeping(run);
			watch.settle();
			return this.attempts.released(run, attempt, watch.millis(), conclusion.status(), conclusion.failure());
		}
		catch (SQLException | RuntimeException ex) {
			throw Diagnosis.of(ex, id);
		}
	}

}
