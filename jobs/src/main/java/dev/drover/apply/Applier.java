package dev.drover.apply;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.drover.capture.Appliers;
import dev.drover.capture.OddNote;
import dev.drover.capture.Queues;
import dev.drover.engine.Reject;
import dev.drover.engine.live.Watched;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.RowDigester;
import dev.drover.fault.FaultPoints;

/**
 * Applies what was noted on one side to the other: takes notes, lets the lanes bring the
 * rows, then deletes exactly those notes. Not safe for use by several threads.
 */
public final class Applier implements AutoCloseable {

	private static final int NOTES = 5_000;

	/** So many may be in memory together. */
	private static final int AT_ONE_MOMENT = 50_000;

	/** Fewer are not worth another lane. */
	private static final int SHARED_FROM = 200;

	private final Flow flow;

	private final Map<Watched, TableFlow> tables = new HashMap<>();

	/** Notes that were deleted since the queue was last tidied. */
	private final Map<Watched, Long> deleted = new HashMap<>();

	/**
	 * Whether notes are locked from their reading to their deletion, since what names
	 * them may come to name others.
	 */
	private final boolean locking;

	private final LastKeys last = new LastKeys();

	private final Queues queues;

	private final Connection notes;

	private final List<Lane> lanes = new ArrayList<>();

	/** Reads rows again as the notes' own connection sees them. */
	private final Lane alone;

	private final ExecutorService executor;

	private final ApplyListener listener;

	private final FaultPoints faults;

	/**
	 * Takes the work over from whoever did it before.
	 * @param lanes how many transactions at a time
	 */
	public Applier(Flow flow, int lanes, ApplyListener listener, FaultPoints faults) throws SQLException {
		this.flow = flow;
		this.listener = listener;
		this.faults = faults;
		flow.tableFlows().forEach((table) -> this.tables.put(table.watched(), table));
		this.queues = new Queues(flow.from());
		this.locking = !flow.from().live().lockNotes().isEmpty();
		this.executor = Executors.newFixedThreadPool(lanes, (work) -> {
			Thread thread = new Thread(work, "lane");
			thread.setDaemon(true);
			return thread;
		});
		this.notes = flow.from().connect();
		try {
			int count = Math.min(lanes, flow.to().engine().writers());
			List<Long> epochs = claim(count + 1);
			this.faults.reached("apply.claimed");
			flow.from().live().endTakers(this.notes, flow.from().unit());
			for (int bucket = 0; bucket < count; bucket++) {
				this.lanes.add(
						new Lane(flow, bucket, epochs.get(bucket), flow.from().connect(), this.last, listener, faults));
			}
			this.alone = new Lane(flow, count, epochs.get(count), this.notes, this.last, listener, faults);
		}
		catch (SQLException ex) {
			close(this.lanes, this.notes);
			throw ex;
		}
	}

	private List<Long> claim(int buckets) throws SQLException {
		try (Connection to = this.flow.to().connect()) {
			return new Appliers(this.flow.to()).claim(to, buckets);
		}
	}

	/**
	 * Makes the other side what the first one was at one moment: all notes of that moment
	 * are applied, and rows are read as they were then. What holds at every moment, such
	 * as keys that refer to rows, holds there then. For when few notes wait, since all of
	 * them are kept in memory.
	 * @return {@code false} if there are too many: they have to be swept before
	 */
	public boolean sweepToOneMoment() throws SQLException {
		return sweepToOneMoment((followed) -> {
		});
	}

	/**
	 * Does that, and lets it be looked at both sides then, if there are not too many.
	 */
	public boolean sweepToOneMoment(Moment moment) throws SQLException {
		Map<Watched, List<String>> applied = new LinkedHashMap<>();
		int left = AT_ONE_MOMENT;
		this.notes.setAutoCommit(true);
		this.notes.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
		this.notes.setAutoCommit(false);
		try {
			for (Watched watched : this.queues.busy(this.notes, true)) {
				TableFlow table = table(watched);
				// of those that mean the whole table some may be left
				Queues.Notes taken = this.queues.take(this.notes, watched, table.keys(), null, null,
						watched.keyless() ? NOTES : left + 1);
				left -= watched.keyless() ? 0 : taken.all().size();
				if (left < 0) {
					return false;
				}
				if (taken.whole()) {
					this.alone.refresh(table, Time.ENOUGH);
				}
				else if (!taken.ids().isEmpty()) {
					this.alone.apply(table, taken.ids(), taken.keys());
				}
				refuse(this.notes, table, taken.odd());
				applied.put(watched, taken.all());
			}
			moment.seenBy(this.notes);
			if (this.locking) {
				// once they are not locked any more their names may come to name others
				delete(applied);
				applied.clear();
				this.notes.commit();
			}
		}
		finally {
			this.notes.rollback();
			this.notes.setAutoCommit(true);
			this.notes.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
		}
		delete(applied);
		return true;
	}

	private void delete(Map<Watched, List<String>> applied) throws SQLException {
		for (Map.Entry<Watched, List<String>> notes : applied.entrySet()) {
			this.faults.reached("apply.before-delete");
			for (int from = 0; from < notes.getValue().size(); from += NOTES) {
				this.queues.delete(this.notes, notes.getKey(),
						notes.getValue().subList(from, Math.min(notes.getValue().size(), from + NOTES)));
			}
			this.listener.applied(notes.getValue().size());
		}
	}

	/**
	 * Applies all notes that are there when it begins, and some of those that come
	 * meanwhile; a batch of each table in turn.
	 * @return how many notes; 0 if there were none
	 */
	public long sweep(Between between) throws SQLException {
		long applied = 0;
		List<Stretch> open = new ArrayList<>(busy(false).stream().map(Stretch::new).toList());
		while (!open.isEmpty()) {
			for (Stretch stretch : List.copyOf(open)) {
				if (!between.goesOn()) {
					return applied;
				}
				applied += apply(stretch, Time.ENOUGH);
				if (stretch.walked()) {
					open.remove(stretch);
					tidy(stretch.table());
				}
			}
		}
		return applied;
	}

	/**
	 * Applies all notes while no writer can add any, as fast as that goes, and brings
	 * tables whole that can't be followed row by row.
	 * @param time asked while that takes long
	 */
	public void drain(Time time) throws SQLException {
		for (Watched table : busy(true)) {
			if (table.keyless()) {
				this.lanes.get(0).refresh(table(table), time);
				this.faults.reached("apply.before-delete");
				this.listener.applied(this.queues.clear(this.notes, table));
			}
			else {
				Stretch stretch = new Stretch(table);
				while (!stretch.walked()) {
					apply(stretch, time);
				}
			}
		}
	}

	private long apply(Stretch stretch, Time time) throws SQLException {
		Queues.Notes taken = apply(table(stretch.table()), stretch, time);
		stretch.passed(taken, taken.all().size() == NOTES);
		if (!stretch.walked() && stretch.end() == null) {
			this.notes.setAutoCommit(true);
			stretch.endsAt(this.queues.end(this.notes, stretch.table()));
		}
		return taken.all().size();
	}

	/**
	 * Applies all notes, while nobody but the holder of the gate can write.
	 * @param fence holds the gate; its transaction deletes the notes
	 * @param time asked while that takes long
	 */
	public void sweepThrough(Connection fence, Time time) throws SQLException {
		for (Watched watched : this.queues.busy(fence, true)) {
			TableFlow table = table(watched);
			if (watched.keyless()) {
				this.lanes.get(0).refresh(table, time);
				this.faults.reached("apply.before-delete");
				this.listener.applied(this.queues.clear(fence, watched));
				continue;
			}
			Queues.Notes taken = this.queues.take(fence, watched, table.keys(), null, null, NOTES);
			while (taken.last() != null) {
				share(table, taken);
				refuse(fence, table, taken.odd());
				this.queues.delete(fence, watched, taken.all());
				this.listener.applied(taken.all().size());
				taken = this.queues.take(fence, watched, table.keys(), taken.last(), null, NOTES);
			}
		}
	}

	private void tidy(Watched table) throws SQLException {
		if (this.deleted.getOrDefault(table, 0L) >= NOTES) {
			this.deleted.remove(table);
			this.notes.setAutoCommit(true);
			this.flow.from().live().tidy(this.notes, table);
		}
	}

	/** Whether no note waits that was committed before the call. */
	public boolean drained() throws SQLException {
		return busy(true).isEmpty();
	}

	private List<Watched> busy(boolean keyless) throws SQLException {
		this.notes.setAutoCommit(true);
		return this.queues.busy(this.notes, keyless);
	}

	private TableFlow table(Watched watched) {
		TableFlow table = this.tables.get(watched);
		if (table == null) {
			throw new IllegalStateException("no table of queue " + watched.queue());
		}
		return table;
	}

	private Queues.Notes apply(TableFlow table, Stretch stretch, Time time) throws SQLException {
		this.notes.setAutoCommit(!this.locking);
		try {
			Queues.Notes taken = this.queues.take(this.notes, table.watched(), table.keys(), stretch.last(),
					stretch.end(), NOTES);
			if (taken.last() != null) {
				this.faults.reached("apply.taken");
				if (taken.whole()) {
					this.lanes.get(0).refresh(table, time);
				}
				else {
					share(table, taken);
				}
				refuse(this.notes, table, taken.odd());
				this.faults.reached("apply.before-delete");
				this.queues.delete(this.notes, table.watched(), taken.all());
			}
			if (this.locking) {
				this.notes.commit();
			}
			this.faults.reached("apply.deleted");
			this.listener.applied(taken.all().size());
			this.deleted.merge(table.watched(), (long) taken.all().size(), Long::sum);
			return taken;
		}
		catch (SQLException | RuntimeException ex) {
			try {
				if (!this.notes.getAutoCommit()) {
					this.notes.rollback();
				}
			}
			catch (SQLException rollback) {
				ex.addSuppressed(rollback);
			}
			throw ex;
		}
	}

	/** Such a row is a reject as long as it is there. */
	private void refuse(Connection connection, TableFlow table, List<OddNote> odd) throws SQLException {
		for (OddNote note : odd) {
			String mark = (note.key() == null) ? note.mark() : table.mark(table.keyed(note.key()));
			if (this.queues.there(connection, table.watched(), note.id())) {
				this.listener
					.rejected(new Reject(table.name(), note.shown(), mark, mark, note.column(), note.reason()));
			}
			else {
				this.listener.brought(table.name(), () -> List.of(mark));
			}
		}
	}

	/** All notes of a key go to one lane, and one after the other. */
	private void share(TableFlow table, Queues.Notes taken) throws SQLException {
		if (taken.ids().isEmpty()) {
			return;
		}
		int count = (table.exactKeys() && taken.ids().size() >= SHARED_FROM) ? this.lanes.size() : 1;
		if (count == 1) {
			this.lanes.get(0).apply(table, taken.ids(), taken.keys());
			return;
		}
		List<List<String>> ids = new ArrayList<>();
		List<List<Row>> keys = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			ids.add(new ArrayList<>());
			keys.add(new ArrayList<>());
		}
		RowDigester digester = new RowDigester(table.keys().stream().map((column) -> column.kind()).toList());
		for (int i = 0; i < taken.ids().size(); i++) {
			int bucket = Math.floorMod((int) digester.digest(taken.keys().get(i)).low(), count);
			ids.get(bucket).add(taken.ids().get(i));
			keys.get(bucket).add(taken.keys().get(i));
		}
		List<Integer> late = Collections.synchronizedList(new ArrayList<>());
		List<Future<?>> work = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			int lane = i;
			if (!ids.get(i).isEmpty()) {
				work.add(this.executor.submit(() -> {
					if (!this.lanes.get(lane).applies(table, ids.get(lane), keys.get(lane))) {
						late.add(lane);
					}
					return null;
				}));
			}
		}
		Awaited.all(work);
		// each stood in the way of another one again and again: now there is none
		for (int lane : late) {
			this.lanes.get(lane).apply(table, ids.get(lane), keys.get(lane));
		}
	}

	/** Notes that wait; counted up to a bound per table. */
	public long waiting(long bound) throws SQLException {
		this.notes.setAutoCommit(true);
		return this.queues.waiting(this.notes, bound);
	}

	/** Rows that were applied last, with their keys, by the queue of their table. */
	public Map<String, List<Row>> last() {
		return this.last.byQueue();
	}

	/** The way that changes go. */
	public Flow flow() {
		return this.flow;
	}

	@Override
	public void close() throws SQLException {
		this.executor.shutdown();
		close(this.lanes, this.alone);
	}

	private static void close(List<Lane> lanes, AutoCloseable last) throws SQLException {
		SQLException failure = null;
		List<AutoCloseable> all = new ArrayList<>(lanes);
		all.add(last);
		for (AutoCloseable each : all) {
			try {
				each.close();
			}
			catch (SQLException ex) {
				failure = (failure == null) ? ex : failure;
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}
		if (failure != null) {
			throw failure;
		}
	}

}
