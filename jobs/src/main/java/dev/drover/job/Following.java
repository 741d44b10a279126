package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import dev.drover.engine.live.Watched;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.ledger.LiveRecords;
import dev.drover.ledger.SyncRecord;
import dev.drover.plan.DataTransfer;
import dev.drover.plan.Endpoint;
import dev.drover.plan.Mapping.ValueHazard;
import dev.drover.progress.ProgressJson;
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

	private final AtomicLong applied = new AtomicLong();

	private final AtomicLong refused = new AtomicLong();

	private final SyncRecord before;

	private @Nullable Follower follower;

	Following(MigrationRun run) {
		this.run = run;
		this.records = run.live();
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

	/** From now on the source's changes are noted; the target refuses writers. */
	void begin() {
		this.run.sourceSide().with("installing capture", (source) -> {
			install(source, this.forward.from(), OPEN);
			this.run.reached("capture.source");
		});
		if (this.records.prints(this.forward.from().endpoint().name()).isEmpty()) {
			keepPrints(this.forward.from());
		}
	}

	/** What a side's tables look like now is what they have to look like later. */
	void keepPrints(LiveSide side) {
		this.records.prints(side.endpoint().name(), ProgressJson.compact(prints(side)));
	}

	/**
	 * Looks whether the tables that are followed are still what they were.
	 * @throws DroverException SCHEMA_008 if one was changed, exchanged or truncated in a
	 * way that is not noted
	 */
	void requireSame(LiveSide side) {
		String kept = this.records.prints(side.endpoint().name()).orElse(null);
		if (kept == null) {
			return;
		}
		Map<String, String> before = ProgressJson.read(kept, Prints.class).byQueue();
		Map<String, String> now = prints(side).byQueue();
		for (Watched table : side.tables()) {
			if (!Objects.equals(before.get(table.queue()), now.get(table.queue()))) {
				throw new DroverException(ErrorCode.SCHEMA_008,
						"table " + table.table().name().display() + " of " + side.endpoint().name()
								+ " was truncated, or its columns, keys, partitions or Drover's triggers were changed,"
								+ " while it was followed",
						"drover rollback " + this.run.plan().id() + ", then begin again under a new id");
			}
		}
	}

	private Prints prints(LiveSide side) {
		try (Connection connection = side.connect()) {
			return new Prints(side.live().fingerprints(connection, side.unit(), side.tables()));
		}
		catch (SQLException ex) {
			throw this.run.openSide().failure("looking at the tables", ex);
		}
	}

	/**
	 * Fingerprints of tables.
	 *
	 * @param byQueue by the name of their queue
	 */
	record Prints(Map<String, String> byQueue) {

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
		return new Capture(side, this.run.faults(), this.run::stopRequested, this.run::tell);
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
				known = new Follower(new Applier(flow, lanes, this, this.run.faults()),
						(failure) -> this.run.failed(Diagnosis.of(failure, this.run)));
			}
			catch (SQLException ex) {
				throw this.run.targetSide().failure("applying changes", ex);
			}
			this.follower = known;
		}
		known.resume();
		return known;
	}

	/** Waits until what was noted before has been applied. */
	void awaitSweep() {
		try {
			if (!follow().awaitSweep()) {
				throwFailure();
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

	private void throwFailure() {
		RuntimeException failure = this.run.failure();
		if (failure != null) {
			throw failure;
		}
	}

	/** Writes the figures down. */
	synchronized void save() {
		this.records.sync(figures());
	}

	private SyncRecord figures() {
		Follower known = this.follower;
		long lag = (known == null) ? this.before.lag() : known.lag();
		long maxLag = Math.max(this.before.maxLag(), (known == null) ? 0 : known.maxLag());
		return new SyncRecord(this.before.applied() + this.applied.get(), lag, maxLag);
	}

	@Override
	public void applied(long notes) {
		this.applied.addAndGet(notes);
	}

	@Override
	public void changed(String table, ColumnMapping column, ValueHazard hazard, @Nullable Object to) {
		this.run.changed(table, column, hazard, to);
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
		this.follower = null;
		if (known != null) {
			try {
				known.close();
			}
			catch (SQLException ex) {
				throw this.run.targetSide().failure("ending the follower", ex);
			}
			finally {
				this.records.sync(figures());
			}
		}
	}

}
