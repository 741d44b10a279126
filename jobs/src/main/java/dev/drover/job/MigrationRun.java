package dev.drover.job;

import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

import dev.drover.copy.Checkpoints;
import dev.drover.copy.CopyListener;
import dev.drover.engine.Engine;
import dev.drover.engine.Engines;
import dev.drover.engine.SourceMoment;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.WorkRecords;
import dev.drover.phase.Phase;
import dev.drover.plan.Endpoint;
import dev.drover.plan.Plan;
import dev.drover.plan.Secrets;
import dev.drover.schema.SchemaMapping;
import dev.drover.verify.VerifyListener;

/**
 * One attempt at a migration: what its steps share.
 */
final class MigrationRun implements CopyListener, VerifyListener, AutoCloseable {

	private final Plan plan;

	private final String owner;

	private final boolean force;

	private final Endpoint sourceEndpoint;

	private final Endpoint targetEndpoint;

	private final Engine source;

	private final Engine target;

	private final Ledger ledger;

	private final WorkRecords work;

	private final AtomicBoolean stop;

	private final Map<String, AtomicLong> copied = new ConcurrentHashMap<>();

	private final Map<String, AtomicLong> compared = new ConcurrentHashMap<>();

	private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

	private volatile @Nullable SourceMoment moment;

	private volatile @Nullable SchemaMapping mapping;

	private volatile boolean equal = true;

	MigrationRun(Plan plan, String owner, boolean force, Secrets secrets, DataSource control, Ledger ledger,
			AtomicBoolean stop) {
		this.plan = plan;
		this.owner = owner;
		this.force = force;
		this.ledger = ledger;
		this.stop = stop;
		this.work = new WorkRecords(control, plan.id());
		this.sourceEndpoint = secrets.endpoint(plan.source());
		this.targetEndpoint = secrets.endpoint(plan.target());
		this.source = Engines.forUrl(this.sourceEndpoint.url());
		this.target = Engines.forUrl(this.targetEndpoint.url());
	}

	Plan plan() {
		return this.plan;
	}

	boolean force() {
		return this.force;
	}

	Engine source() {
		return this.source;
	}

	Engine target() {
		return this.target;
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

	WorkRecords work() {
		return this.work;
	}

	Checkpoints checkpoints() {
		return new Checkpoints(this.target, this.plan.id());
	}

	void enter(Phase phase) {
		this.ledger.move(this.plan.id(), phase, this.owner);
	}

	/** One connection for the manager, and one for each worker. */
	SourceMoment openMoment() throws SQLException {
		SourceMoment opened = this.source.openMoment(this.sourceEndpoint, this.plan.copy().parallelism() + 1);
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

	void mapping(SchemaMapping translated) {
		this.mapping = translated;
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

	boolean equal() {
		return this.equal;
	}

	void failed(Throwable cause) {
		this.failure.compareAndSet(null, cause);
	}

	@Nullable Throwable failure() {
		return this.failure.get();
	}

	Map<String, AtomicLong> copied() {
		return this.copied;
	}

	/** Rows of the source that the comparison has read, by table. */
	Map<String, AtomicLong> compared() {
		return this.compared;
	}

	@Override
	public void committed(String table, long rows, long bytes) {
		this.copied.computeIfAbsent(table, (name) -> new AtomicLong()).addAndGet(rows);
	}

	@Override
	public void read(String table, long rows) {
		this.compared.computeIfAbsent(table, (name) -> new AtomicLong()).addAndGet(rows);
	}

	@Override
	public boolean stopRequested() {
		return this.stop.get();
	}

	@Override
	public void close() throws SQLException {
		SourceMoment opened = this.moment;
		if (opened != null) {
			opened.close();
		}
	}

}
