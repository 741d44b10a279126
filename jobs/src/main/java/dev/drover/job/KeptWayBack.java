package dev.drover.job;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.MigrationRecord;
import dev.drover.ledger.Wish;
import dev.drover.phase.Phase;
import dev.drover.plan.Plan;

/**
 * Applies the changes of a migration's new owner to the former one all the time, so that
 * a rollback has next to nothing to apply. Where that fails it waits, tries again and
 * loses nothing: notes wait in the owner's queues.
 */
final class KeptWayBack {

	private static final long LOOK_MILLIS = 200;

	private final Attempts attempts;

	private final Ledger ledger;

	private final AtomicBoolean stop;

	private final Consumer<String> teller;

	private final GrowingPause pause = new GrowingPause();

	/**
	 * Creates it.
	 * @param stop set when this process ends, and by operators
	 * @param teller hears what an operator should know
	 */
	KeptWayBack(Attempts attempts, Ledger ledger, AtomicBoolean stop, Consumer<String> teller) {
		this.attempts = attempts;
		this.ledger = ledger;
		this.stop = stop;
		this.teller = teller;
	}

	/**
	 * Keeps it until somebody wants it to end.
	 * @throws DroverException PLAN_010 if a secret is not at hand
	 */
	Kept keep(MigrationRecord known) {
		Plan plan = Attempts.accepted(known);
		try (Attempt attempt = Attempt.beginToKeep()) {
			// before anything is claimed: without the plan's secrets nothing can be kept
			this.attempts.newRun(plan, attempt.owner(), true).close();
			if (!this.ledger.claimToKeep(known, attempt.owner())) {
				return Kept.LOST;
			}
			while (!this.stop.get() && this.ledger.owns(known.id(), attempt.owner())) {
				once(plan, known, attempt.owner());
			}
			return ended(known.id(), attempt.owner());
		}
		catch (SQLException ex) {
			throw Diagnosis.of(ex, known.id());
		}
	}

	private void once(Plan plan, MigrationRecord known, String owner) throws SQLException {
		try (MigrationRun run = this.attempts.newRun(plan, owner, true);
				Heart heart = new Heart(run, owner, this.ledger, Clock.systemUTC());
				AttemptWatch watch = AttemptWatch.begin(run, known, RunOptions.QUIET, Clock.systemUTC())) {
			heart.begin();
			watch.rest();
			DroverException failure = followed(run);
			if (failure != null && failure.code() != ErrorCode.COPY_002) {
				rest(run, failure);
			}
		}
	}

	/**
	 * Follows until somebody wants this process to stop.
	 * @return what has failed, or {@code null}
	 */
	private @Nullable DroverException followed(MigrationRun run) {
		try {
			LivePreparation.of(run);
			Following following = run.following();
			if (following == null) {
				throw new IllegalStateException(run.plan().id() + " follows nothing");
			}
			run.enter(Phase.COMPLETED);
			following.follow(following.forward().reversed());
			following.awaitSweep();
			begun(run);
			while (true) {
				run.halt().pause(LOOK_MILLIS);
			}
		}
		catch (StopException ex) {
			return closed(run, null);
		}
		catch (RuntimeException ex) {
			return closed(run, Diagnosis.ofOwner(ex, run));
		}
	}

	private static @Nullable DroverException closed(MigrationRun run, @Nullable DroverException failure) {
		try {
			run.closeFollowing();
		}
		catch (DroverException ex) {
			if (failure == null) {
				return ex;
			}
			failure.addSuppressed(ex);
		}
		return failure;
	}

	private void begun(MigrationRun run) {
		String id = run.plan().id();
		String former = run.sourceEndpoint().name();
		run.waitsFor("`drover rollback " + id + "` or `drover finalize " + id + "`; " + former
				+ " is kept equal to its owner meanwhile");
		if (!this.pause.hasBegun()) {
			tell(run, former + " is kept equal to " + run.targetEndpoint().name() + " from now on");
		}
		else if (this.pause.failing()) {
			tell(run, former + " is kept equal again");
		}
		this.pause.reset();
	}

	/** Waits as the owner, so that everybody can see why. */
	private void rest(MigrationRun run, DroverException failure) {
		long seconds = this.pause.next();
		String what = run.sourceEndpoint().name() + " can't be kept equal: " + failure.code() + " " + failure.what();
		if (this.pause.first()) {
			tell(run, what);
		}
		else {
			this.teller.accept(run.plan().id() + " " + what);
		}
		run.waitsFor(what + "; tried again at " + Instant.now().plusSeconds(seconds).truncatedTo(ChronoUnit.SECONDS)
				+ ", nothing is lost meanwhile");
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
		boolean whole = true;
		while (whole && !run.halt().stopWanted() && System.nanoTime() < end) {
			whole = ControlWait.rest(LOOK_MILLIS);
		}
	}

	private void tell(MigrationRun run, String what) {
		this.teller.accept(run.plan().id() + " " + what);
		run.audit("way-back", what);
	}

	private Kept ended(String id, String owner) {
		MigrationRecord last = this.ledger.find(id).orElse(null);
		if (last == null || !owner.equals(last.owner())) {
			return Kept.LOST;
		}
		this.attempts.live(id).audit(Owner.actor(), "way-back", "changes wait from now on");
		this.ledger.abandon(id, owner);
		return switch (last.wish()) {
			case YIELD -> Kept.GIVEN_WAY;
			case STOP, PAUSE -> Kept.STOPPED;
			case NONE -> Kept.ENDED;
		};
	}

}
