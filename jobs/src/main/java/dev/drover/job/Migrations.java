package dev.drover.job;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.springframework.dao.DuplicateKeyException;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.ExitStatus;
import dev.drover.inspect.PlanCheck;
import dev.drover.ledger.ControlDatabase;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.LiveRecords;
import dev.drover.ledger.MigrationRecord;
import dev.drover.ledger.ProgressRecords;
import dev.drover.ledger.RejectRecords;
import dev.drover.ledger.WorkRecords;
import dev.drover.phase.Phase;
import dev.drover.plan.Plan;
import dev.drover.plan.PlanText;
import dev.drover.progress.Progress;
import dev.drover.progress.ProgressJson;
import dev.drover.progress.ProgressListener;
import dev.drover.progress.Report;
import dev.drover.progress.Route;

/**
 * Runs, restarts and compares migrations as Spring Batch jobs.
 */
public final class Migrations {

	private final ControlDatabase control;

	private final Ledger ledger;

	private final Map<String, String> environment;

	private final AtomicBoolean stop = new AtomicBoolean();

	private final Attempts attempts;

	private final ForwardAttempts forward;

	private final ClosingAttempts closing;

	private final Orders orders;

	private final Standby standby;

	private final WayBack wayBack;

	public Migrations(ControlDatabase control, Map<String, String> environment) {
		this(control, environment, Caller.COMMAND_LINE);
	}

	/** For commands of somebody else. */
	public Migrations(ControlDatabase control, Map<String, String> environment, Caller caller) {
		this.control = control;
		this.ledger = new Ledger(control.dataSource(), Clock.systemUTC());
		this.environment = Map.copyOf(environment);
		this.orders = new Orders(control.dataSource(), this.ledger, caller, new Halt(this.stop));
		this.attempts = new Attempts(control.dataSource(), this.ledger, this.environment, caller, this.stop);
		this.forward = new ForwardAttempts(this.attempts, control.dataSource(), this.ledger, this.environment,
				this.stop);
		this.closing = new ClosingAttempts(this.attempts, control.dataSource(), this.ledger);
		this.standby = new Standby(this.attempts, this.ledger);
		this.wayBack = new WayBack(control.dataSource(), this.ledger);
	}

	/** Asks the attempt of this process to stop at the next chunk. */
	public void stop() {
		this.stop.set(true);
	}

	/**
	 * Runs a plan.
	 * @throws DroverException if it is refused
	 */
	public Outcome run(Plan plan, RunOptions options) {
		String text = PlanText.of(plan);
		String fingerprint = PlanText.fingerprint(plan);
		MigrationRecord known = this.ledger.find(plan.id()).orElse(null);
		if (known == null) {
			create(plan.id(), text, fingerprint);
			known = require(plan.id());
		}
		refuseAgain(known, fingerprint);
		return this.forward.attempt(plan, "run", options, known,
				known.fingerprint().equals(fingerprint) ? null : known.planText());
	}

	private void create(String id, String text, String fingerprint) {
		try {
			this.ledger.create(id, text, fingerprint);
		}
		catch (DuplicateKeyException ex) {
			throw this.attempts.startedTwice(id, ex);
		}
	}

	/**
	 * Runs a plan, or goes on with it where the same plan has begun: what a scheduler
	 * wants that always gives the same command. One that is done stays as it is.
	 */
	public Outcome launch(Plan plan, RunOptions options) {
		MigrationRecord known = this.ledger.find(plan.id())
			.map((seen) -> LastSign.awaited(this.ledger, seen, this.stop::get, options.listener()::notice))
			.orElse(null);
		if (known == null || !known.fingerprint().equals(PlanText.fingerprint(plan))) {
			return run(plan, options);
		}
		if (known.phase() == Phase.PAUSED) {
			return paused(known);
		}
		boolean done = known.phase() == Phase.COMPLETED || known.phase() == Phase.FINALIZED;
		if (done && (known.owner() == null || Owner.keepsWayBack(known.owner()))) {
			// its process may have died after the end, before anybody saw how it ended
			return PastRun.of(this.attempts, known, report(known.id()));
		}
		boolean open = done || known.begun() && !known.phase().ended();
		return open ? restart(plan.id(), options) : run(plan, options);
	}

	/** Somebody wanted it to rest: not even a scheduler goes on with it. */
	private Outcome paused(MigrationRecord known) {
		Report report = report(known.id());
		return new Outcome(ExitStatus.STOPPED, report, ProgressJson.indented(report), new DroverException(
				ErrorCode.PLAN_012, "migration " + known.id() + " is PAUSED", "drover resume " + known.id()));
	}

	static void refuseAgain(MigrationRecord known, String fingerprint) {
		refuseRunning(known);
		if (known.phase().ended()) {
			throw new DroverException(ErrorCode.PLAN_005, "migration " + known.id() + " has ended " + known.phase(),
					"choose another id in the plan");
		}
		if (known.begun()) {
			boolean same = known.fingerprint().equals(fingerprint);
			throw new DroverException(same ? ErrorCode.PLAN_008 : ErrorCode.PLAN_006,
					"migration " + known.id() + (same ? " has begun to copy" : " has begun to copy under another plan"),
					Statuses.goOn(known));
		}
	}

	static void refuseRunning(MigrationRecord known) {
		String owner = known.owner();
		if (owner != null && Statuses.alive(known)) {
			throw new DroverException(ErrorCode.PLAN_004,
					"migration " + known.id()
							+ (Owner.keepsWayBack(owner) ? " has ended " + known.phase() + ", and its way back is kept"
									: " is running")
							+ " in process " + Owner.name(owner),
					"drover status " + known.id());
		}
	}

	/**
	 * Goes on with a migration that failed, was stopped or was killed.
	 * @throws DroverException if there is nothing to go on with
	 */
	public Outcome restart(String id, RunOptions options) {
		MigrationRecord known = require(id);
		refuseRunning(known);
		return known.begun() ? ServerAway.whereBegun(id, () -> restart(known, options)) : restart(known, options);
	}

	private Outcome restart(MigrationRecord seen, RunOptions options) {
		MigrationRecord known = seen;
		String id = seen.id();
		boolean standby = this.standby.isWanted(known, this.wayBack);
		if (known.phase() == Phase.COMPLETED && known.owner() != null) {
			Outcome tidied = this.closing.tidyUp(known, "restart");
			if (!standby) {
				return tidied;
			}
			known = require(id);
		}
		if (standby) {
			return this.standby.goOn(known, "restart", options);
		}
		if (known.phase().ended()) {
			throw new DroverException(ErrorCode.PLAN_005, "migration " + id + " has ended " + known.phase(),
					"there is nothing to restart");
		}
		if (this.wayBack.kept(known) && known.phase() == Phase.ROLLING_BACK) {
			return this.closing.close(known, "restart", CloseJob.Action.BACK, options, ExitStatus.ROLLED_BACK);
		}
		if (this.wayBack.open(known) && (known.phase() == Phase.CUTTING_OVER || known.phase() == Phase.VALIDATING)) {
			return this.closing.close(known, "restart", CloseJob.Action.AGAIN, options, ExitStatus.DONE);
		}
		if (known.phase() == Phase.ROLLING_BACK) {
			return this.closing.back(known, "restart", ExitStatus.ROLLED_BACK);
		}
		return this.forward.attempt(Attempts.accepted(known), "restart", options, known, null);
	}

	/**
	 * Takes a migration back: out of its target goes what it put there, and nothing else.
	 * @throws DroverException if it runs, ROLL_001 if others' rows stand in the way,
	 * ROLL_002 if the target does not let go
	 */
	public Outcome rollback(String id) {
		return stoppable(id, () -> back(id));
	}

	private Outcome back(String id) {
		MigrationRecord known = this.orders.relieved(require(id));
		refuseRunning(known);
		if (known.phase() == Phase.ROLLED_BACK) {
			return PastRun.of(report(id), null);
		}
		if (known.phase() == Phase.FINALIZED) {
			throw new DroverException(ErrorCode.PLAN_009, "migration " + id + " is FINALIZED: there is no way back",
					"move the data back by a migration of its own");
		}
		known = settled(known, "rollback");
		refuseOneWay(known);
		return this.wayBack.kept(known)
				? this.closing.close(known, "rollback", CloseJob.Action.BACK, RunOptions.QUIET, ExitStatus.DONE)
				: this.closing.back(known, "rollback", ExitStatus.DONE);
	}

	/**
	 * Ends the way back of a completed migration.
	 * @param force whether without a look at the two sides
	 * @throws DroverException PLAN_009 if it has not completed
	 */
	public Outcome finish(String id, boolean force) {
		return stoppable(id, () -> end(id, force));
	}

	/** Where it is stopped before its own attempt has begun nothing of it is done. */
	private Outcome stoppable(String id, Supplier<Outcome> work) {
		try {
			return this.orders.insisting(id, work);
		}
		catch (StopException ex) {
			Report report = report(id);
			return new Outcome(ExitStatus.STOPPED, report, ProgressJson.indented(report), null);
		}
	}

	private Outcome end(String id, boolean force) {
		MigrationRecord known = this.orders.relieved(require(id));
		refuseRunning(known);
		boolean cutOff = known.phase() == Phase.FINALIZED;
		// whoever failed has let go of it, and the record of its switch goes last
		if (cutOff && known.owner() == null && this.attempts.live(id).lastSwitch().isEmpty()) {
			return PastRun.of(report(id), null);
		}
		boolean rests = known.phase() == Phase.COMPLETED || known.phase() == Phase.ROLLED_BACK;
		if (force && (cutOff || this.wayBack.moved(known)
				&& (rests || known.phase() == Phase.ROLLING_BACK || this.wayBack.open(known)))) {
			return this.closing.finish(settled(known, "finalize"), "finalize", Finalization::byForce);
		}
		if (this.wayBack.kept(known) && (rests || this.wayBack.instead(known).isPresent())) {
			return this.closing.close(known, "finalize", CloseJob.Action.FINISH, RunOptions.QUIET, ExitStatus.DONE);
		}
		if (!cutOff && (known.phase() != Phase.COMPLETED || known.owner() != null)) {
			throw new DroverException(ErrorCode.PLAN_009,
					"migration " + id + " is " + Statuses.state(known) + ", only a completed one can be finalized",
					this.wayBack.moved(known) ? "drover restart " + id + ", or drover finalize " + id + " --force"
							: "drover status " + id);
		}
		return this.closing.finish(known, "finalize", Finalization::of);
	}

	/** The same after a switch that was broken off has ended, in one way or the other. */
	private MigrationRecord settled(MigrationRecord known, String command) {
		if (!this.wayBack.unsettled(known)) {
			return known;
		}
		this.closing.settle(known, command);
		return require(known.id());
	}

	/** What applications have written since would be lost. */
	private void refuseOneWay(MigrationRecord known) {
		if (this.wayBack.moved(known) && !this.wayBack.kept(known)) {
			throw new DroverException(ErrorCode.PLAN_009,
					"migration " + known.id() + " was switched without a way back (cutover.reverse: false)",
					(known.phase() == Phase.COMPLETED) ? "drover finalize " + known.id() + " ends it"
							: "drover restart " + known.id());
		}
	}

	private MigrationRecord require(String id) {
		return this.ledger.find(id)
			.orElseThrow(() -> new DroverException(ErrorCode.PLAN_007, "there is no migration " + id,
					"drover status lists all"));
	}

	/** Looks at a plan and both sides without changing anything. */
	public PlanCheck check(Plan plan) {
		return new Checks(this.attempts).of(plan);
	}

	/** Asks the process that runs the migration to stop at the next chunk. */
	public void requestStop(String id) {
		this.orders.stop(require(id));
	}

	/**
	 * Asks the process that runs the migration to pause at the next chunk.
	 * @return whether it is paused already
	 */
	public boolean requestPause(String id) {
		MigrationRecord known = require(id);
		return this.orders.pause(known, this.wayBack.open(known));
	}

	/**
	 * Goes on with a paused migration.
	 * @throws DroverException PLAN_009 if it is not paused
	 */
	public Outcome resume(String id, RunOptions options) {
		MigrationRecord known = require(id);
		refuseRunning(known);
		if (known.phase() != Phase.PAUSED) {
			throw new DroverException(ErrorCode.PLAN_009,
					"migration " + id + " is " + Statuses.state(known) + ", only a paused one can be resumed",
					Statuses.mayRestart(known) ? "drover restart " + id : "drover status " + id);
		}
		return this.forward.attempt(Attempts.accepted(known), "resume", options, known, null);
	}

	/**
	 * Gives the word for the switch of a migration that waits for it, or switches again
	 * what was rolled back while the way back is kept.
	 * @param force whether also outside of the plan's window
	 * @throws DroverException PLAN_009 if it does not wait, CUT_005 if the window is
	 * closed
	 */
	public Word cutover(String id, boolean force) {
		MigrationRecord known = require(id);
		boolean again = known.phase() == Phase.ROLLED_BACK || known.phase() == Phase.CUTTING_OVER
				|| known.phase() == Phase.VALIDATING;
		boolean may = (known.phase() == Phase.ROLLED_BACK) ? this.wayBack.kept(known) : this.wayBack.open(known);
		if (again && may && !Statuses.alive(known)) {
			if (!force && known.phase() == Phase.ROLLED_BACK) {
				Orders.requireWindow(Attempts.accepted(known));
			}
			return Word.of(this.closing.close(known, "cutover", CloseJob.Action.AGAIN,
					new RunOptions(force, null, ProgressListener.NONE), ExitStatus.DONE));
		}
		Optional<String> instead = this.wayBack.instead(known);
		if (instead.isPresent() && !Statuses.alive(known)) {
			throw new DroverException(ErrorCode.PLAN_009,
					"the switch back of " + id + " was not made, so that the target is the owner",
					"drover rollback " + id + " tries it again, " + instead.get());
		}
		return new Word(null, this.orders.switchNow(known, force));
	}

	/** How far one migration is. */
	public Progress status(String id) {
		return new Statuses(this.control.dataSource()).withQueues(require(id), this.ledger, this.environment);
	}

	/** How far all migrations are, the newest first. */
	public List<Progress> status() {
		Statuses statuses = new Statuses(this.control.dataSource());
		return this.ledger.all().stream().map(statuses::of).toList();
	}

	/** Who owns what, the newest migration first. */
	public List<Route> routes() {
		return new Routes(this.ledger, this.environment).all();
	}

	/** The report as things are now. */
	public Report report(String id) {
		MigrationRecord known = require(id);
		Plan plan = Attempts.accepted(known);
		return Reports.of(plan, this.ledger, new WorkRecords(this.control.dataSource(), id),
				new RejectRecords(this.control.dataSource(), id),
				new ProgressRecords(this.control.dataSource(), id, Clock.systemUTC()),
				new LiveRecords(this.control.dataSource(), id, Clock.systemUTC()),
				new Reports.End(known.endedAt(), known.runMillis()));
	}

	/** The plan of a migration. */
	public Plan plan(String id) {
		return Attempts.accepted(require(id));
	}

	/** Compares both sides as they are now. */
	public Outcome verify(Plan plan, ProgressListener listener) {
		return new StandaloneVerify(this.control, this.ledger, this.environment, this.stop).of(plan, listener);
	}

}
