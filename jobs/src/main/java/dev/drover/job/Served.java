package dev.drover.job;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionException;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.ledger.ControlDatabase;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.MigrationRecord;
import dev.drover.ledger.ProgressRecords;
import dev.drover.ledger.Wish;
import dev.drover.phase.Phase;
import dev.drover.plan.Plan;
import dev.drover.plan.PlanText;
import dev.drover.progress.ProgressJson;
import dev.drover.progress.Work;

/**
 * What a process that stays does beside its attempts: it takes plans that wait for their
 * turn, looks what others have left, and keeps ways back.
 */
public final class Served {

	private final ControlDatabase control;

	private final Ledger ledger;

	private final Map<String, String> environment;

	private final Attempts attempts;

	private final WayBack wayBack;

	private final AtomicBoolean stop = new AtomicBoolean();

	public Served(ControlDatabase control, Map<String, String> environment, Caller caller) {
		this.control = control;
		this.environment = Map.copyOf(environment);
		this.ledger = new Ledger(control.dataSource(), Clock.systemUTC());
		this.attempts = new Attempts(control.dataSource(), this.ledger, this.environment, caller, this.stop);
		this.wayBack = new WayBack(control.dataSource(), this.ledger);
	}

	/** How owners are called that are attempts of this process. */
	public static String process() {
		return Owner.self();
	}

	/** Ends what {@link #keep} keeps. */
	public void stop() {
		this.stop.set(true);
	}

	/**
	 * Takes a plan that is carried out later.
	 * @throws DroverException if it is refused already
	 */
	public void accept(Plan plan, Workers workers) {
		asked(() -> accepted(plan, workers));
	}

	private boolean accepted(Plan plan, Workers workers) {
		RemoteNeeds.require(plan, workers, this.environment);
		String fingerprint = PlanText.fingerprint(plan);
		Optional<MigrationRecord> known = this.ledger.find(plan.id());
		if (known.isPresent()) {
			Migrations.refuseAgain(known.get(), fingerprint);
			return false;
		}
		try {
			this.ledger.create(plan.id(), PlanText.of(plan), fingerprint);
			return true;
		}
		catch (DuplicateKeyException ex) {
			throw this.attempts.startedTwice(plan.id(), ex);
		}
	}

	/**
	 * Looks whether a migration may be gone on with.
	 * @param resume whether it has to be paused for that
	 * @param workers where its partitions are to be worked off
	 * @throws DroverException PLAN_003, PLAN_004, PLAN_005, PLAN_007, PLAN_009 or
	 * CONN_006 if not
	 */
	public void requireRest(String id, boolean resume, Workers workers) {
		MigrationRecord known = asked(() -> this.ledger.find(id))
			.orElseThrow(() -> new DroverException(ErrorCode.PLAN_007, "there is no migration " + id,
					"drover status lists all"));
		Migrations.refuseRunning(known);
		if (resume && known.phase() != Phase.PAUSED) {
			throw new DroverException(ErrorCode.PLAN_009,
					"migration " + id + " is " + Statuses.state(known) + ", only a paused one can be resumed",
					Statuses.mayRestart(known) ? "drover restart " + id : "drover status " + id);
		}
		if (known.phase().ended() && known.owner() == null) {
			throw new DroverException(ErrorCode.PLAN_005, "migration " + id + " has ended " + known.phase(),
					"there is nothing to restart");
		}
		RemoteNeeds.require(Attempts.accepted(known), workers, this.environment);
	}

	/** Says what a migration waits for that is carried out later, or that it does not. */
	public void waitsFor(String id, @Nullable String what) {
		ProgressRecords records = new ProgressRecords(this.control.dataSource(), id, Clock.systemUTC());
		Work last = records.last().map((record) -> ProgressJson.read(record.work(), Work.class)).orElse(Work.NONE);
		records.save(ProgressJson.compact(last.following(last.sync(), (what == null) ? null : Work.TURN + what)));
	}

	/**
	 * How a migration is now, for a ticket: it is another text as soon as anybody has
	 * begun with it.
	 */
	public String mark(String id) {
		return asked(() -> this.ledger.find(id)).map(Served::mark).orElse("");
	}

	private static String mark(MigrationRecord known) {
		// signs of life of whoever keeps a way back say nothing about what was given
		return known.phase() + " " + (known.phase().ended() ? known.endedAt() : known.heartbeatAt());
	}

	/**
	 * What is to be done with work that was given to a process.
	 * @param process how its owners are called
	 * @param mark how the migration was when it was given
	 * @param begun whether its turn had come
	 */
	public Left left(String id, String process, String mark, boolean begun) {
		MigrationRecord known = asked(() -> this.ledger.find(id)).orElse(null);
		if (known == null) {
			return Left.UNKNOWN;
		}
		String owner = known.owner();
		if (owner != null && owner.startsWith(process + "|")) {
			return Statuses.alive(known) ? Left.WAIT : Left.GO_ON;
		}
		if (mark(known).equals(mark)) {
			return Left.AS_GIVEN;
		}
		if (owner != null && Statuses.alive(known)) {
			return Left.NOTHING;
		}
		// somebody has had it since, or what was given has ended
		return begun || known.phase().ended() ? Left.NOTHING : Left.AS_GIVEN;
	}

	/**
	 * Migrations that an attempt of this process could not give back when it ended, since
	 * the control database was away.
	 */
	public List<String> notGivenBack() {
		return asked(() -> this.ledger.ownedBy(process() + "|")).stream()
			.filter((known) -> !Statuses.alive(known))
			.map(MigrationRecord::id)
			.toList();
	}

	/**
	 * Gives one back.
	 * @return false where its attempt had done all but to say so: it is to be restarted
	 */
	public boolean giveBack(String id) {
		MigrationRecord known = asked(() -> this.ledger.find(id)).orElse(null);
		String owner = (known == null) ? null : known.owner();
		if (known == null || owner == null || !Owner.ofThisProcess(owner) || Attempt.atWork(owner)) {
			return true;
		}
		if (known.phase().ended() && !Owner.keepsWayBack(owner)) {
			return false;
		}
		asked(() -> {
			this.ledger.abandon(id, owner);
			return id;
		});
		return true;
	}

	/**
	 * Migrations that have been switched, or may have been, in their order, and for each
	 * when it ended.
	 */
	public Map<String, Long> completed() {
		return asked(() -> this.ledger.endsIn(Phase.COMPLETED));
	}

	/**
	 * Whether nobody works on a completed migration.
	 * @return empty if somebody does, else whether its way back is open, and no operator
	 * wants it to rest
	 */
	public Optional<Boolean> openWayBack(String id) {
		return asked(() -> resting(id).map((known) -> !stopped(known) && this.wayBack.open(known)));
	}

	private Optional<MigrationRecord> resting(String id) {
		return this.ledger.find(id).filter((known) -> known.phase() == Phase.COMPLETED && !Statuses.alive(known));
	}

	private static boolean stopped(MigrationRecord known) {
		return known.owner() == null && known.wish() == Wish.STOP;
	}

	/**
	 * Lets the way back be kept again that an operator has stopped.
	 * @return whether there is one
	 */
	public boolean mayKeepAgain(String id) {
		boolean stopped = resting(id).filter((known) -> stopped(known) && this.wayBack.open(known)).isPresent();
		if (stopped) {
			this.ledger.forgetWish(id);
		}
		return stopped;
	}

	/**
	 * Keeps the way back of a migration until somebody wants it to end.
	 * @param teller hears what an operator should know
	 */
	public Kept keep(String id, Consumer<String> teller) {
		MigrationRecord known = asked(() -> this.ledger.find(id)).orElse(null);
		if (known == null || known.phase() != Phase.COMPLETED || Statuses.alive(known)) {
			return Kept.LOST;
		}
		return asked(() -> new KeptWayBack(this.attempts, this.ledger, this.stop, teller).keep(known));
	}

	/** It is away, or was in the middle of an answer. */
	private static <T> T asked(Supplier<T> question) {
		try {
			return question.get();
		}
		catch (DataAccessException | TransactionException ex) {
			DroverException told = Diagnosis.of(ex, "ID");
			throw new DroverException(told.code(), told.what(), "it is asked again");
		}
	}

}
