package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.drover.apply.Applier;
import dev.drover.apply.ApplyListener;
import dev.drover.apply.Flow;
import dev.drover.apply.Follower;
import dev.drover.capture.Aside;
import dev.drover.capture.Capture;
import dev.drover.capture.LiveSide;
import dev.drover.engine.Reject;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.live.GateState;
import dev.drover.engine.live.Watched;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Failures;
import dev.drover.fault.Finding;
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

	private final RefusedRows refused;

	private final Moments moments;

	/** What other attempts, and followers that were closed, have done. */
	private SyncRecord before;

	/** Written under this object's lock; its own thread asks for it and may not wait. */
	private volatile @Nullable Follower follower;

	private @Nullable OldestNote oldest;

	private volatile @Nullable Double oldestSeconds;

	/** Whether triggers of applications are out of the follower's way. */
	private boolean aside;

	Following(MigrationRun run) {
		this.run = run;
		this.records = run.live();
		this.prints = new KeptPrints(run);
		this.moments = new Moments(this, run.halt());
		this.refused = new RefusedRows(run);
		this.before = this.records.sync();
		List<TableMapping> tables = run.mapping().rowTables();
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
			LiveSide from = this.forward.from();
			// of a process on a host that was lost: its locks keep triggers from being
			// made
			from.live().endTakers(source, from.unit());
			install(source, from, OPEN);
			this.run.reached("capture.source");
		});
		this.prints.keepFirst(this.forward.from());
	}

	/** The target's writers meet a closed gate, and its changes can be noted. */
	void guard() {
		LiveSide side = this.forward.to();
		this.run.targetSide().with("installing the guard", (target) -> {
			if (side.live().readsForeignKeys() && !existing().isEmpty()
					&& !capture(side).renew(target, side.live().removal(target, side.unit()))) {
				throw new StopException();
			}
			install(target, side, CLOSED);
			this.run.reached("capture.target");
		});
		this.prints.keepFirst(side);
	}

	/**
	 * Tables that were there have a guard before the first row comes: nobody but Drover
	 * writes to them from now on, and no trigger of theirs fires for that.
	 */
	void guardExisting() {
		LiveSide side = this.forward.to();
		List<Watched> existing = existing();
		if (existing.isEmpty() || side.live().excludesAll()) {
			return;
		}
		this.run.targetSide().with("installing the guard", (target) -> {
			install(target, new LiveSide(side.engine(), side.live(), side.endpoint(), side.unit(), existing), CLOSED);
			this.run.reached("capture.existing");
		});
		standAside(side);
	}

	private List<Watched> existing() {
		Set<TableName> made = Set.copyOf(this.run.targetRecords().get().tables());
		return this.forward.to().tables().stream().filter((table) -> !made.contains(table.table().name())).toList();
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
		if (!this.aside) {
			standAside(flow.to());
			this.aside = true;
		}
		Follower known = this.follower;
		if (known == null) {
			this.refused.follow(flow);
			try {
				int lanes = Math.min(this.run.plan().copy().parallelism(), flow.to().engine().writers());
				known = new Follower(new Applier(flow, lanes, this, this.run.faults()), this.run.pace().throttle(),
						() -> this.prints.requireSame(flow.from()),
						(failure) -> this.run.failed(Diagnosis.ofOwner(failure, this.run)));
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

	/**
	 * Triggers of applications don't fire for what is applied; they come back in the
	 * switch.
	 */
	private void standAside(LiveSide side) {
		try (Connection connection = side.connect()) {
			GateState gate = side.live().gate(connection, side.unit()).orElse(CLOSED);
			if (!gate.open()) {
				Capture patient = capture(side);
				new Aside(side, this.run.faults()).take(connection, (statements) -> {
					if (!patient.renew(connection, List.of(statements))) {
						throw new StopException();
					}
				});
			}
		}
		catch (SQLException ex) {
			throw this.run.targetSide().failure("keeping triggers out of the way", ex);
		}
	}

	/**
	 * Foreign keys that came back without a look at the rows get one before the switch,
	 * as far as that takes a moment only.
	 */
	void proveQuickly(LiveSide side, Connection connection) throws SQLException {
		new Aside(side, this.run.faults()).proveQuickly(connection, (key, failure) -> {
			throw new DroverException(ErrorCode.SCHEMA_005,
					"the " + key + " does not hold in " + side.endpoint().name() + ": " + Failures.reason(failure)
							+ "; nothing has changed",
					"mend the rows at the owner, then drover restart " + this.run.plan().id(), failure);
		});
	}

	/** Foreign keys that came back without a look at the rows get one. */
	void proveForeignKeys(LiveSide side) {
		try (Connection connection = side.connect()) {
			new Aside(side, this.run.faults()).prove(connection,
					(key, failure) -> this.run.work()
						.addFinding(new Finding(ErrorCode.SCHEMA_005, Finding.Level.WARNING, side.endpoint().name(),
								"the " + key + " of " + side.endpoint().name() + " holds for new rows only: "
										+ Failures.reason(failure),
								"mend the rows there, then ALTER TABLE … VALIDATE CONSTRAINT")));
		}
		catch (SQLException ex) {
			throw this.run.targetSide().failure("looking at foreign keys", ex);
		}
	}

	/** Before applications write to a side again. */
	void bringBack(LiveSide side) throws SQLException {
		try (Connection connection = side.connect()) {
			bringBack(side, connection);
		}
	}

	/**
	 * The same while writers wait.
	 * @param connection for nothing else afterwards
	 */
	synchronized void bringBack(LiveSide side, Connection connection) throws SQLException {
		this.aside = false;
		new Aside(side, this.run.faults()).bringBack(connection);
	}

	/** Waits until what was noted before has been applied. */
	void awaitSweep() {
		this.moments.await();
	}

	/**
	 * Prepares a connection that sees what is applied meanwhile, and holds nobody up who
	 * applies.
	 */
	static void readApplied(LiveSide side, Connection connection) throws SQLException {
		connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
		connection.setAutoCommit(side.live().streamsInAutocommit());
	}

	/** Makes the target what the source was at one moment, and pauses there. */
	void atOneMoment() {
		try {
			this.moments.pauseAt((followed) -> {
			});
		}
		catch (SQLException ex) {
			throw this.run.targetSide().failure("applying changes", ex);
		}
	}

	/** Waits until the other side is what the followed one was. */
	Moments moments() {
		return this.moments;
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
		Double age = notes.seconds();
		this.oldestSeconds = age;
		save();
		// a note is as old as its transaction, and may have become visible only now
		return (age == null) ? null : Double.valueOf(Math.min(age, known.behindSeconds()));
	}

	/** How far it is. */
	synchronized Progress.Sync sync() {
		SyncRecord figures = figures();
		return new Progress.Sync(figures.applied(), figures.lag(), figures.maxLag(), this.oldestSeconds);
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
		this.oldestSeconds = null;
		this.records.sync(this.before);
	}

	@Override
	public void applied(long notes) {
		this.applied.addAndGet(notes);
		Follower known = this.follower;
		this.run.pace().applied(notes, known != null && known.running());
	}

	@Override
	public void changed(String table, ColumnMapping column, ValueHazard hazard, @Nullable Object to) {
		this.run.tally().changed(table, column, hazard, to);
	}

	/** Rows that the other side has refused. */
	RefusedRows refused() {
		return this.refused;
	}

	@Override
	public void brought(String table, Supplier<List<String>> keyMarks) {
		this.refused.brought(table, keyMarks);
	}

	@Override
	public void broughtWhole(String table, List<Reject> rejects) {
		this.refused.broughtWhole(table, rejects);
	}

	@Override
	public void rejected(Reject reject) {
		this.refused.keep(reject);
	}

	@Override
	public synchronized void close() {
		Follower known = this.follower;
		OldestNote notes = this.oldest;
		this.follower = null;
		this.oldest = null;
		this.aside = false;
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
