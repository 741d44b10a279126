package dev.drover.job;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

import javax.sql.DataSource;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.LiveRecords;
import dev.drover.ledger.MigrationRecord;
import dev.drover.ledger.ProgressRecords;
import dev.drover.ledger.Wish;
import dev.drover.phase.Phase;
import dev.drover.plan.CutoverSettings;
import dev.drover.plan.Plan;
import dev.drover.plan.Strategy;
import dev.drover.plan.Window;

/**
 * What operators tell the process that works on a migration. It hears of it within half a
 * second, and does it as soon as what is under way is done.
 */
final class Orders {

	private static final long LOOK_MILLIS = 100;

	private static final long PATIENCE_NANOS = 30_000_000_000L;

	private static final int TRIES = 2;

	private final DataSource control;

	private final Ledger ledger;

	private final Caller caller;

	private final Halt halt;

	Orders(DataSource control, Ledger ledger, Caller caller, Halt halt) {
		this.halt = halt;
		this.control = control;
		this.ledger = ledger;
		this.caller = caller;
	}

	/** To stop at the next chunk; a word for the switch that was given before is void. */
	void stop(MigrationRecord known) {
		tell(known, Wish.STOP, "stop");
		ProgressRecords progress = new ProgressRecords(this.control, known.id(), Clock.systemUTC());
		if (progress.gateOpen()) {
			// else whoever goes on would switch at once; a signal leaves it, since a
			// process may be sent one when its machine is drained
			progress.closeGate();
			audit(known, "cutover", "the word is taken back by the stop");
		}
	}

	/**
	 * To pause at the next chunk.
	 * @param closing whether it has been switched, and is switched once more
	 * @return whether it is paused already
	 */
	boolean pause(MigrationRecord known, boolean closing) {
		if (known.phase() == Phase.PAUSED) {
			return true;
		}
		if (Statuses.alive(known) && (closing || !known.phase().mayBecome(Phase.PAUSED))) {
			throw new DroverException(ErrorCode.PLAN_009,
					"migration " + known.id() + " is " + known.phase() + ", which can be stopped and not paused",
					"drover stop " + known.id());
		}
		tell(known, Wish.PAUSE, "pause");
		return false;
	}

	private void tell(MigrationRecord known, Wish wish, String action) {
		String id = known.id();
		if (!Statuses.alive(known) || !this.ledger.wish(known, wish)) {
			throw new DroverException(ErrorCode.PLAN_009,
					"migration " + id + " is " + Statuses.state(known)
							+ " and no process works on it, so that there is nothing to " + action,
					"drover status " + id);
		}
		audit(known, action, "asked for in phase " + known.phase() + ", of process " + Owner.name(owner(known)));
	}

	private static String owner(MigrationRecord known) {
		return String.valueOf(known.owner());
	}

	/**
	 * A process that only keeps a standby, or the way back, gives way to whoever has more
	 * to do with it.
	 * @return the migration as it is then
	 * @throws StopException if this process is to stop meanwhile
	 */
	MigrationRecord relieved(MigrationRecord known) {
		if (known.phase() != Phase.COMPLETED || !Statuses.alive(known) || !givesWay(known)
				|| !this.ledger.wish(known, Wish.YIELD)) {
			return known;
		}
		audit(known, "stop", "process " + Owner.name(owner(known)) + " is to give way");
		long end = System.nanoTime() + PATIENCE_NANOS;
		MigrationRecord seen = known;
		while (Statuses.alive(seen) && owner(known).equals(owner(seen)) && System.nanoTime() < end) {
			this.halt.pause(LOOK_MILLIS);
			seen = this.ledger.find(known.id()).orElseThrow();
		}
		return seen;
	}

	/**
	 * Does it, again where a process that keeps the way back has become the owner
	 * meanwhile.
	 */
	<T> T insisting(String id, Supplier<T> work) {
		for (int tries = 1; true; tries++) {
			try {
				return work.get();
			}
			catch (DroverException ex) {
				if (ex.code() != ErrorCode.PLAN_004 || tries == TRIES || !kept(id)) {
					throw ex;
				}
			}
		}
	}

	private boolean kept(String id) {
		return this.ledger.find(id)
			.filter((known) -> known.owner() != null && Owner.keepsWayBack(known.owner()))
			.isPresent();
	}

	private static boolean givesWay(MigrationRecord known) {
		return Owner.keepsWayBack(owner(known))
				|| Attempts.accepted(known).strategy().type() == Strategy.Type.BLUE_GREEN;
	}

	/**
	 * To switch: now, or where the plan has a window, in its next opening.
	 * @param force whether also outside of the window
	 * @return what the operator is told
	 * @throws DroverException PLAN_009 if it does not wait for that
	 */
	String switchNow(MigrationRecord known, boolean force) {
		String id = known.id();
		if (known.phase() != Phase.READY || !Statuses.alive(known)) {
			throw new DroverException(ErrorCode.PLAN_009,
					"migration " + id + " is " + Statuses.state(known) + ", a cutover needs one that waits at READY",
					Statuses.mayRestart(known) ? Statuses.goOn(known) : "drover status " + id);
		}
		if (!force && Attempts.accepted(known).cutover().gate() != CutoverSettings.Gate.MANUAL) {
			requireWindow(Attempts.accepted(known));
		}
		ProgressRecords progress = new ProgressRecords(this.control, id, Clock.systemUTC());
		if (progress.gateOpen() && (!force || progress.waived())) {
			return "the word for " + id + " was given before" + lastWord(known) + "; its process has it";
		}
		audit(known, "cutover", "the word was given to process " + Owner.name(owner(known))
				+ (force ? ", whatever the plan's window says" : ""));
		if (force) {
			progress.waive();
		}
		progress.openGate();
		return "the gate of " + id + " is open; its process " + Owner.name(owner(known))
				+ " switches now, or when its window opens";
	}

	/** Who gave it, and when. */
	private String lastWord(MigrationRecord known) {
		return new LiveRecords(this.control, known.id(), Clock.systemUTC()).audit()
			.stream()
			.filter((record) -> record.action().equals("cutover"))
			.reduce((first, second) -> second)
			.map((record) -> " by " + record.actor() + " at " + Instant.ofEpochMilli(record.atMillis()))
			.orElse("");
	}

	/**
	 * Looks whether the plan lets it switch now.
	 * @return when its window closes
	 * @throws DroverException CUT_005 if its window is closed
	 */
	static Instant requireWindow(Plan plan) {
		Window window = plan.strategy().window();
		Instant now = Instant.now();
		Optional<Window.Opening> opening = (window == null) ? Optional.empty() : window.from(now);
		if (window != null && opening.filter((each) -> each.holds(now)).isEmpty()) {
			throw new DroverException(ErrorCode.CUT_005,
					"the window of " + plan.id() + " is closed, "
							+ opening.map((next) -> "it is open from " + next).orElse("and does not open again"),
					"drover cutover " + plan.id() + " --force switches all the same");
		}
		return opening.map(Window.Opening::closes).orElse(Instant.MAX);
	}

	private void audit(MigrationRecord known, String action, String detail) {
		new LiveRecords(this.control, known.id(), Clock.systemUTC()).audit(this.caller.actor(), action, detail);
	}

}
