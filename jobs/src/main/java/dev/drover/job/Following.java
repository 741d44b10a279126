package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import dev.drover.apply.Applier;
import dev.drover.apply.ApplyListener;
import dev.drover.apply.Flow;
import dev.drover.apply.Follower;
import dev.drover.capture.Capture;
import dev.drover.capture.LiveSide;
import dev.drover.engine.Reject;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.live.GateState;
import dev.drover.ledger.LiveRecords;
import dev.drover.ledger.SyncRecord;
import dev.drover.plan.DataTransfer;
import dev.drover.plan.Endpoint;
import dev.drover.plan.Mapping.ValueHazard;
import dev.drover.progress.Progress;
import dev.drover.routing.RouteCopies;
import dev.drover.schema.ColumnMapping;
import dev.drover.schema.TableMapping;

/**
 * A migration that follows its source: both sides with their gates and queues, and
 * whoever applies what is noted.
 */
final class Following implements ApplyListener, AutoCloseable {

	private static final GateState OPEN = new GateState(GateState.State.OPEN, true, 1);

	private static final GateState CLOSED = new GateState(GateState.State.CLOSED, false, 1);

	private final MigrationRun run;

	private final Flow forward;

	private final LiveRecords records;

	private final KeptPrints prints;

	private final AtomicLong applied = new AtomicLong();

	private final AtomicLong refused = new AtomicLong();

	/** What other attempts, and followers that were closed, have done. */
	private SyncRecord before;

	private @Nullable Follower follower;

	private @Nullable OldestNote oldest;

	private volatile @Nullable Double oldestSeconds;

	Following(MigrationRun run) {
		this.run = run;
		this.records = run.live();
		this.prints = new KeptPrints(run);
		this.before = this.records.sync();
		List<TableMapping> tables = tables(run);
		List<Table> sources = tables.stream().map(TableMapping::source).toList();
		List<Table> targets = tables.stream().map(TableMapping::target).toList();
		Endpoint source = run.sourceEndpoint();
		Endpoint target = run.targetEndpoint();
		String id = run.plan().id();
		this.forward = new Flow(LiveSide.of(run.source(), source, target, id, sources),
				LiveSide.of(run.target(), target, source, id, targets), tables);
	}

	/** Whether the plan wants it and both engines can do it. */
	static boolean wanted(MigrationRun run) {
		return run.plan().data().type() == DataTransfer.Type.SCAN && run.source().live() != null
				&& run.target().live() != null;
	}

	private static List<TableMapping> tables(MigrationRun run) {
		return run.mapping().rowTables();
	}

	/** From the plan's source to its target. */
	Flow forward() {
		return this.forward;
	}

	LiveRecords records() {
		return this.records;
	}

	/** What the tables looked like. */
	KeptPrints prints() {
		return this.prints;
	}

	/** From now on the source's changes are noted; the target refuses writers. */
	void begin() {
		this.run.sourceSide().with("installing capture", (source) -> {
			install(source, this.forward.from(), OPEN);
			this.run.reached("capture.source");
		});
		this.prints.keepFirst(this.forward.from());
	}

	/** The target's writers meet a closed gate, and its changes can be noted. */
	void guard() {
		this.run.targetSide().with("installing the guard", (target) -> {
			install(target, this.forward.to(), CLOSED);
			this.run.reached("capture.target");
		});
	}

	private void install(Connection connection, LiveSide side, GateState initial) throws SQLException {
		if (!capture(side).install(connection, initial)) {
			throw new StopException();
		}
		RouteCopies routes = new RouteCopies(side);
		routes.create(connection);
		routes.write(connection, this.run.sourceEndpoint().name(), 0);
	}

	private Capture capture(LiveSide side) {
		return new Capture(side, this.run.faults(), this.run.halt()::requested, this.run::tell);
	}

	/** Applies the source's changes from now on. */
	synchronized Follower follow() {
		return follow(this.forward);
	}

	/** Applies the changes of one way from now on. */
	synchronized Follower follow(Flow flow) {
		Follower known = this.follower;
		if (known == null) {
			try {
				int lanes = Math.min(this.run.plan().copy().parallelism(), flow.to().engine().writers());
				known = new Follower(new Applier(flow, lanes, this, this.run.faults()), this.run.pace().throttle(),
						(failure) -> this.run.failed(Diagnosis.of(failure, this.run)));
			}
			catch (SQLException ex) {
				throw this.run.targetSide().failure("applying changes", ex);
			}
			this.follower = known;
			this.oldest = new OldestNote(flow.from());
		}
		known.resume();
		return known;
	}

	/** Waits until what was noted before has been applied. */
	void awaitSweep() {
		try {
			if (!follow().awaitSweep(() -> !this.run.halt().requested())) {
				this.run.halt().goOn();
				throw new StopException();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StopException();
		}
	}

	/**
	 * Prepares a connection that sees what is applied meanwhile, and holds nobody up who
	 * applies.
	 */
	void readApplied(Connection connection) throws SQLException {
		connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
		connection.setAutoCommit(this.forward.to().live().excludesAll());
	}

	/** Makes the target what the source was at one moment, and pauses there. */
	void atOneMoment() {
		awaitSweep();
		Follower paused = follow();
		paused.pause();
		try {
			paused.applier().sweepToOneMoment();
		}
		catch (SQLException ex) {
			throw this.run.targetSide().failure("applying changes", ex);
		}
	}

	/** Writes the figures down. */
	synchronized void save() {
		this.records.sync(figures());
	}

	/**
	 * Looks how far it is, and writes that down; while the gate is held nobody looks.
	 * @return for how long the other side has been behind, in seconds, or {@code null}
	 */
	synchronized @Nullable Double look() throws SQLException {
		Follower known = this.follower;
		OldestNote notes = this.oldest;
		if (known == null || notes == null || !known.running()) {
			return null;
		}
		Double age = (known.lag() == 0) ? null : notes.seconds();
		this.oldestSeconds = age;
		save();
		// a note is as old as its transaction, and may have become visible only now
		return (age == null) ? null : Double.valueOf(Math.min(age, known.behindSeconds()));
	}

	/** How far it is. */
	synchronized Progress.Sync sync() {
		SyncRecord figures = figures();
		return new Progress.Sync(figures.applied(), figures.lag(), figures.maxLag(),
				(figures.lag() == 0) ? null : this.oldestSeconds);
	}

	private SyncRecord figures() {
		Follower known = this.follower;
		return (known == null) ? this.before : figures(known);
	}

	private SyncRecord figures(Follower known) {
		return new SyncRecord(this.before.applied() + this.applied.get(), known.lag(),
				Math.max(this.before.maxLag(), known.maxLag()));
	}

	/**
	 * Nothing waits any more, and nothing comes: the side that was followed is closed.
	 */
	synchronized void switched() {
		close();
		this.before = new SyncRecord(this.before.applied(), 0, this.before.maxLag());
		this.records.sync(this.before);
	}

	@Override
	public void applied(long notes) {
		this.applied.addAndGet(notes);
		this.run.pace().applied(notes);
	}

	@Override
	public void changed(String table, ColumnMapping column, ValueHazard hazard, @Nullable Object to) {
		this.run.tally().changed(table, column, hazard, to);
	}

	/** Nobody switches to a side that has kept an older state of a changed row. */
	void refuseRejects() {
		if (this.refused.get() > 0) {
			this.run.rejections().refuseSwitch();
		}
	}

	@Override
	public void rejected(Reject reject) {
		this.refused.incrementAndGet();
		this.run.rejections().keep(reject.table(), "apply", 0, new ArrayList<>(List.of(reject)));
	}

	@Override
	public synchronized void close() {
		Follower known = this.follower;
		OldestNote notes = this.oldest;
		this.follower = null;
		this.oldest = null;
		if (known != null) {
			try (notes) {
				known.close();
			}
			catch (SQLException ex) {
				throw this.run.targetSide().failure("ending the follower", ex);
			}
			finally {
				this.before = figures(known);
				this.applied.set(0);
				this.records.sync(this.before);
			}
		}
	}

}
