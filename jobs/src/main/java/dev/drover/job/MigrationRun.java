package dev.drover.job;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import dev.drover.copy.Checkpoints;
import dev.drover.copy.CopyListener;
import dev.drover.copy.HeldTables;
import dev.drover.engine.Engine;
import dev.drover.engine.Engines;
import dev.drover.engine.Reject;
import dev.drover.engine.SourceMoment;
import dev.drover.engine.jdbc.FlowingMoment;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.FaultPoints;
import dev.drover.fault.Finding;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.LiveRecords;
import dev.drover.ledger.ProgressRecords;
import dev.drover.ledger.RejectRecords;
import dev.drover.ledger.RollbackRecords;
import dev.drover.ledger.WorkRecords;
import dev.drover.phase.Phase;
import dev.drover.plan.Endpoint;
import dev.drover.plan.Mapping.ValueHazard;
import dev.drover.plan.Plan;
import dev.drover.plan.Secrets;
import dev.drover.progress.ProgressListener;
import dev.drover.progress.ProgressMeter;
import dev.drover.schema.ColumnMapping;
import dev.drover.schema.SchemaMapping;
import dev.drover.schema.TargetRecord;
import dev.drover.verify.VerifyListener;

/**
 * One attempt at a migration: what its steps share.
 */
final class MigrationRun implements CopyListener, VerifyListener, AutoCloseable {

	/** So many of them are kept. */
	private static final int CONSEQUENCES = 10;

	/** Columns and sorts of values of which a finding speaks already. */
	private final Set<String> changed = ConcurrentHashMap.newKeySet();

	private final Plan plan;

	private final Secrets secrets;

	private final String owner;

	private final boolean force;

	private final Endpoint sourceEndpoint;

	private final Endpoint targetEndpoint;

	private final Engine source;

	private final Engine target;

	private final Ledger ledger;

	private final WorkRecords work;

	private final TargetRecords targetRecords;

	private final ProgressRecords progress;

	private final Rejections rejections;

	private final AtomicBoolean stop;

	private final ProgressMeter meter = new ProgressMeter(System::nanoTime);

	private final AtomicReference<@Nullable DroverException> failure = new AtomicReference<>();

	private final LiveRecords live;

	private @Nullable Following following;

	private volatile @Nullable SourceMoment moment;

	private volatile @Nullable Engine sourceThere;

	private volatile @Nullable Engine targetThere;

	private final Held held = new Held();

	private volatile @Nullable HeldTables heldTables;

	private volatile @Nullable SchemaMapping mapping;

	private volatile Phase phase = Phase.PENDING;

	private volatile ProgressListener listener = ProgressListener.NONE;

	private final FaultPoints faults = FaultPoints.installed();

	private final DiskWatch diskWatch;

	private volatile boolean equal = true;

	private volatile boolean prepared;

	private volatile boolean switched;

	MigrationRun(Plan plan, String owner, boolean force, Secrets secrets, DataSource control, Ledger ledger,
			AtomicBoolean stop) {
		this.plan = plan;
		this.owner = owner;
		this.force = force;
		this.ledger = ledger;
		this.stop = stop;
		this.work = new WorkRecords(control, plan.id());
		this.targetRecords = new TargetRecords(new RollbackRecords(control, plan.id()));
		this.progress = new ProgressRecords(control, plan.id(), Clock.systemUTC());
		this.live = new LiveRecords(control, plan.id(), Clock.systemUTC());
		this.rejections = new Rejections(plan, new RejectRecords(control, plan.id()));
		this.secrets = secrets;
		this.sourceEndpoint = secrets.endpoint(plan.source());
		this.targetEndpoint = secrets.endpoint(plan.target());
		this.source = Engines.forUrl(this.sourceEndpoint.url());
		this.target = Engines.forUrl(this.targetEndpoint.url());
		this.diskWatch = new DiskWatch(this.target.access(), this.targetEndpoint, plan.id());
	}

	Plan plan() {
		return this.plan;
	}

	boolean force() {
		return this.force;
	}

	/** The source's engine; a server is asked once which product it is. */
	Engine source() {
		Engine found = this.sourceThere;
		if (found == null) {
			found = this.source.at(this.sourceEndpoint);
			this.sourceThere = found;
		}
		return found;
	}

	/** The target's engine; a server is asked once which product it is. */
	Engine target() {
		Engine found = this.targetThere;
		if (found == null) {
			found = this.target.at(this.targetEndpoint);
			this.targetThere = found;
		}
		return found;
	}

	Endpoint sourceEndpoint() {
		return this.sourceEndpoint;
	}

	Endpoint targetEndpoint() {
		return this.targetEndpoint;
	}

	Ledger ledger() {
		return this.ledger;
	}

	TargetRecords targetRecords() {
		return this.targetRecords;
	}

	/** The target's tables that were there before; known once schema-sync has begun. */
	HeldTables heldTables() {
		HeldTables known = this.heldTables;
		if (known == null) {
			known = this.targetRecords.find()
				.map((record) -> new HeldTables(Set.copyOf(record.tables()), record.journals(),
						this.plan.data().replace()))
				.orElse(null);
			this.heldTables = known;
		}
		return (known == null) ? new HeldTables(Set.of(), List.of(), this.plan.data().replace()) : known;
	}

	WorkRecords work() {
		return this.work;
	}

	Rejections rejections() {
		return this.rejections;
	}

	/**
	 * The source as every attempt's moment shows it; only after {@link #openMoment()}.
	 */
	Side sourceSide() {
		return new Side(this.sourceEndpoint.name(), this.plan.id(), () -> moment().connect(), (connection) -> {
		});
	}

	/** The source as it is now, whether prepare has run or not. */
	Side openSide() {
		return new Side(this.sourceEndpoint.name(), this.plan.id(), () -> source().connect(this.sourceEndpoint),
				source()::makeDurable);
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

	/** Nobody applies changes any more. */
	synchronized void closeFollowing() {
		if (this.following != null) {
			this.following.close();
		}
	}

	LiveRecords live() {
		return this.live;
	}

	/** Writes down what this process does. */
	void audit(String action, String detail) {
		this.live.audit(Owner.actor(), action, detail);
	}

	Side targetSide() {
		return new Side(this.targetEndpoint.name(), this.plan.id(), () -> {
			this.held.open(() -> this.target.hold(this.targetEndpoint));
			return this.target.connect(this.targetEndpoint);
		}, this.target::makeDurable);
	}

	/** Nothing of this attempt keeps an embedded target open any more. */
	void letGoOfTarget() {
		try {
			this.held.close();
		}
		catch (SQLException ex) {
			throw targetSide().failure("closing it", ex);
		}
	}

	/** The flow has come to a place at which a test may cut it. */
	void reached(String point) {
		this.faults.reached(point);
	}

	FaultPoints faults() {
		return this.faults;
	}

	/** Nothing speaks against the migration; from now on both sides may be changed. */
	void prepareEnded() {
		this.prepared = true;
	}

	boolean prepared() {
		return this.prepared;
	}

	Checkpoints checkpoints() {
		return new Checkpoints(target(), this.plan.id());
	}

	void enter(Phase next) {
		this.ledger.move(this.plan.id(), next, this.owner);
		this.phase = next;
	}

	/** One connection for the manager, and one for each worker. */
	SourceMoment openMoment() throws SQLException {
		SourceMoment opened = Following.wanted(this) ? new FlowingMoment(source(), this.sourceEndpoint)
				: source().openMoment(this.sourceEndpoint, this.plan.copy().parallelism() + 1);
		this.moment = opened;
		return opened;
	}

	SourceMoment moment() {
		SourceMoment opened = this.moment;
		if (opened == null) {
			throw new IllegalStateException("prepare has not run");
		}
		return opened;
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

	void differ() {
		this.equal = false;
	}

	void mended() {
		this.equal = true;
	}

	boolean equal() {
		return this.equal;
	}

	/** Keeps the first failure; what follows is its consequence, and told below it. */
	void failed(DroverException cause) {
		DroverException first = this.failure.compareAndExchange(null, cause);
		if (first != null && first != cause && first.getSuppressed().length < CONSEQUENCES) {
			first.addSuppressed(cause);
		}
	}

	@Nullable DroverException failure() {
		return this.failure.get();
	}

	ProgressRecords progress() {
		return this.progress;
	}

	void listener(ProgressListener follower) {
		this.listener = follower;
	}

	/** Says something that the operator should read at once. */
	void tell(String text) {
		this.listener.notice(text);
	}

	/** The counts of this attempt. */
	ProgressMeter meter() {
		return this.meter;
	}

	Secrets secrets() {
		return this.secrets;
	}

	String owner() {
		return this.owner;
	}

	Phase phase() {
		return this.phase;
	}

	/** Stops the attempt at the next chunk. */
	void stop() {
		this.stop.set(true);
	}

	@Override
	public void committed(String table, long rows, long bytes) {
		this.meter.committed(table, rows, bytes);
		DroverException full = this.diskWatch.full();
		if (full != null) {
			failed(full);
		}
	}

	@Override
	public void changed(String table, ColumnMapping column, ValueHazard sort, @Nullable Object to) {
		String object = table + "." + column.source().name();
		String hazard = sort.name().toLowerCase(Locale.ROOT);
		if (this.changed.add(object + " " + hazard)) {
			this.work()
				.addFinding(new Finding(ErrorCode.DATA_008, Finding.Level.INFO, object,
						"values of " + object + " were changed, as mapping.values." + hazard
								+ " wants it: the target can't" + " hold them; the first seen was "
								+ ((to == null) ? "set to NULL" : "set to the nearest value"),
						"nothing, or set mapping.values: {" + hazard + ": error} to refuse such rows"));
		}
	}

	@Override
	public void discarded(String table, long rows) {
		this.meter.discarded(table, rows);
	}

	@Override
	public void resumed(String table, String partition, long chunk) {
		this.rejections.records().forgetFrom(table, partition, chunk);
	}

	@Override
	public void rejected(String table, String partition, long chunk, List<Reject> rejects) {
		this.rejections.keep(table, partition, chunk, rejects);
	}

	@Override
	public long rejectsBorne() {
		return this.rejections.borne();
	}

	@Override
	public void read(String table, long rows) {
		this.meter.compared(table, rows);
	}

	/** Also true once another worker has failed: the attempt is over then. */
	@Override
	public boolean stopRequested() {
		return stopWanted() || failure() != null;
	}

	/** Whether the operator wants it to stop. */
	boolean stopWanted() {
		return this.stop.get();
	}

	@Override
	public void close() throws SQLException {
		SourceMoment opened = this.moment;
		try (this.held; Following followed = this.following) {
			if (opened != null) {
				opened.close();
			}
		}
	}

}
