package dev.drover.job;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import dev.drover.copy.Checkpoints;
import dev.drover.copy.HeldTables;
import dev.drover.engine.Engine;
import dev.drover.fault.DroverException;
import dev.drover.fault.FaultPoints;
import dev.drover.ledger.HeldClaim;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.LiveRecords;
import dev.drover.ledger.ProgressRecords;
import dev.drover.ledger.RejectRecords;
import dev.drover.ledger.RollbackRecords;
import dev.drover.ledger.Tenure;
import dev.drover.ledger.WorkRecords;
import dev.drover.phase.Phase;
import dev.drover.plan.Endpoint;
import dev.drover.plan.Plan;
import dev.drover.plan.Secrets;
import dev.drover.progress.ProgressListener;
import dev.drover.progress.ProgressMeter;
import dev.drover.progress.Work;
import dev.drover.schema.SchemaMapping;

/**
 * One attempt at a migration: what its steps share.
 */
final class MigrationRun implements AutoCloseable {

	private final Plan plan;

	private final Secrets secrets;

	private final String owner;

	private final boolean force;

	private final Sides sides;

	private final Ledger ledger;

	private final WorkRecords work;

	private final TargetRecords targetRecords;

	private final ProgressRecords progress;

	private final LiveRecords live;

	private final Rejections rejections;

	private final Halt halt;

	private final ProgressMeter meter = new ProgressMeter(System::nanoTime);

	private final Pace pace;

	private final Tally tally;

	private volatile @Nullable Lease lease;

	private final FaultPoints faults = new OwnedPlaces(FaultPoints.installed(), () -> this.lease);

	private volatile @Nullable Following following;

	private volatile @Nullable SchemaMapping mapping;

	private volatile Phase phase = Phase.PENDING;

	private volatile ProgressListener listener = ProgressListener.NONE;

	private volatile @Nullable String waitsFor;

	private volatile String triedAgainSince = "";

	private volatile boolean equal = true;

	private volatile boolean prepared;

	private volatile boolean switched;

	private volatile long claim;

	private volatile Tenure tenure = Tenure.MANAGER;

	MigrationRun(Plan plan, String owner, boolean force, Secrets secrets, DataSource control, Ledger ledger,
			AtomicBoolean stop) {
		this.plan = plan;
		this.owner = owner;
		this.force = force;
		this.secrets = secrets;
		this.ledger = ledger;
		this.sides = new Sides(plan, secrets);
		this.work = new WorkRecords(control, plan.id(), () -> this.tenure.require());
		this.targetRecords = new TargetRecords(new RollbackRecords(control, plan.id()));
		this.progress = new ProgressRecords(control, plan.id(), Clock.systemUTC());
		this.live = new LiveRecords(control, plan.id(), Clock.systemUTC());
		this.rejections = new Rejections(plan, new RejectRecords(control, plan.id(), () -> this.tenure.require()),
				() -> RejectCure.of(this));
		this.halt = new Halt(stop);
		this.pace = new Pace(plan.throttle(), this.sides, this.meter, this.halt);
		this.tally = new Tally(this.meter, this.work, this.rejections, this.sides.diskWatch(), this.halt, this.pace);
	}

	Plan plan() {
		return this.plan;
	}

	boolean force() {
		return this.force;
	}

	Secrets secrets() {
		return this.secrets;
	}

	String owner() {
		return this.owner;
	}

	Sides sides() {
		return this.sides;
	}

	Engine source() {
		return this.sides.source();
	}

	Engine target() {
		return this.sides.target();
	}

	Endpoint sourceEndpoint() {
		return this.sides.sourceEndpoint();
	}

	Endpoint targetEndpoint() {
		return this.sides.targetEndpoint();
	}

	/** The source as the attempt's moment shows it. */
	Side sourceSide() {
		return this.sides.sourceSide();
	}

	Side targetSide() {
		return this.sides.targetSide();
	}

	Ledger ledger() {
		return this.ledger;
	}

	WorkRecords work() {
		return this.work;
	}

	TargetRecords targetRecords() {
		return this.targetRecords;
	}

	/** The target's tables that were there before; known once schema-sync has begun. */
	HeldTables heldTables() {
		return this.targetRecords.held(this.plan.data().replace());
	}

	ProgressRecords progress() {
		return this.progress;
	}

	LiveRecords live() {
		return this.live;
	}

	/** Writes down what this process does. */
	void audit(String action, String detail) {
		this.live.audit(Owner.actor(), action, detail);
	}

	Rejections rejections() {
		return this.rejections;
	}

	Checkpoints checkpoints() {
		return new Checkpoints(target(), this.plan.id(), this.faults).ofClaim(this.claim);
	}

	/** This is a worker's run, under a claim of the ledger. */
	void claimed(HeldClaim held, Tenure right) {
		this.claim = held.epoch();
		this.tenure = right;
		this.prepared = true;
	}

	/** What hears of rows that are copied or compared. */
	Tally tally() {
		return this.tally;
	}

	/** The counts of this attempt. */
	ProgressMeter meter() {
		return this.meter;
	}

	/** How fast it goes. */
	Pace pace() {
		return this.pace;
	}

	/** Why it is to end before its time. */
	Halt halt() {
		return this.halt;
	}

	void failed(DroverException cause) {
		this.halt.failed(cause);
	}

	@Nullable DroverException failure() {
		return this.halt.failure();
	}

	void listener(ProgressListener follower) {
		this.listener = follower;
	}

	/** Says something that the operator should read at once. */
	void tell(String text) {
		this.listener.notice(text);
	}

	/** Somebody asks from now on whether this process is still the owner. */
	void owned(Lease asked) {
		this.lease = asked;
	}

	/** The flow has come to a place at which a test, or who was replaced, may cut it. */
	void reached(String point) {
		this.faults.reached(point);
	}

	FaultPoints faults() {
		return this.faults;
	}

	void enter(Phase next) {
		this.ledger.move(this.plan.id(), next, this.owner);
		this.phase = next;
	}

	Phase phase() {
		return this.phase;
	}

	/** Nothing speaks against the migration; from now on both sides may be changed. */
	void prepareEnded() {
		this.prepared = true;
	}

	boolean prepared() {
		return this.prepared;
	}

	/**
	 * An earlier attempt has made the target the owner: nothing is copied or compared.
	 */
	void switchFound() {
		this.switched = true;
	}

	boolean switched() {
		return this.switched;
	}

	void differ() {
		this.equal = false;
	}

	void mended() {
		this.equal = true;
	}

	boolean equal() {
		return this.equal;
	}

	void mapping(SchemaMapping translated) {
		this.mapping = translated;
	}

	/** The mapping, or {@code null} before the source was read. */
	@Nullable SchemaMapping translated() {
		return this.mapping;
	}

	SchemaMapping mapping() {
		SchemaMapping translated = this.mapping;
		if (translated == null) {
			throw new IllegalStateException("prepare has not run");
		}
		return translated;
	}

	/**
	 * How the source is followed, or {@code null} if it is not; only after prepare.
	 */
	synchronized @Nullable Following following() {
		if (this.following == null && Following.wanted(this)) {
			this.following = new Following(this);
		}
		return this.following;
	}

	/** How it is followed, or {@code null} if it is not, or not yet. */
	@Nullable Following followed() {
		return this.following;
	}

	/** What had passed when it was tried again; empty if it was not. */
	void triedAgainSince(String reason) {
		this.triedAgainSince = reason;
	}

	String triedAgainSince() {
		return this.triedAgainSince;
	}

	/** What the attempt waits for, or {@code null}. */
	void waitsFor(@Nullable String what) {
		this.waitsFor = what;
	}

	/** What is counted now. */
	Work figures() {
		Following known = this.following;
		String held = this.waitsFor;
		return this.meter.snapshot()
			.following((known == null) ? null : known.sync(),
					(held != null) ? held : this.pace.shown().go() ? null : this.pace.shown().reason());
	}

	/** Nobody applies changes any more. */
	synchronized void closeFollowing() {
		if (this.following != null) {
			this.following.close();
		}
	}

	@Override
	public void close() throws SQLException {
		try (this.sides; this.pace; Following followed = this.following) {
			// the one that follows is closed first
		}
	}

}
