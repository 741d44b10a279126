package dev.drover.apply;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.drover.capture.Appliers;
import dev.drover.capture.LiveSide;
import dev.drover.capture.Queues;
import dev.drover.copy.WholeTable;
import dev.drover.engine.Engine;
import dev.drover.engine.Reject;
import dev.drover.engine.RowCursor;
import dev.drover.engine.ValueException;
import dev.drover.engine.value.Digest;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.RowDigester;
import dev.drover.engine.value.ShownValue;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Failures;
import dev.drover.fault.FaultPoints;

/**
 * One lane of an applier: reads noted rows as they are now, and makes the other side's
 * the same. Each transaction checks the lane's epoch as its last statement.
 */
final class Lane implements AutoCloseable {

	/** Bytes of rows that are in memory at a time, at most. */
	private static final long BYTES = 8L << 20;

	private static final int TRIES = 10;

	private final LiveSide from;

	private final LiveSide to;

	private final int bucket;

	private final long epoch;

	private final Connection source;

	private final SourceRows now;

	private final Connection target;

	private final Appliers appliers;

	private final Queues queues;

	private final LastKeys last;

	private final ApplyListener listener;

	private final FaultPoints faults;

	private final Map<TableFlow, TargetRows> tables = new HashMap<>();

	/**
	 * Works in a lane that was claimed.
	 * @param epoch the epoch of the claim
	 * @param source where rows are read again; closed with the lane
	 * @param last is told what it has applied
	 */
	Lane(Flow flow, int bucket, long epoch, Connection source, LastKeys last, ApplyListener listener,
			FaultPoints faults) throws SQLException {
		this.from = flow.from();
		this.to = flow.to();
		this.bucket = bucket;
		this.last = last;
		this.listener = listener;
		this.faults = faults;
		this.appliers = new Appliers(this.to);
		this.queues = new Queues(this.from);
		this.source = source;
		this.now = new SourceRows(this.from.engine(), source, listener);
		this.target = this.to.connect();
		this.epoch = epoch;
		try {
			this.to.live().prepareApply(this.target);
			this.appliers.sign(this.target, bucket, epoch);
		}
		catch (SQLException | RuntimeException ex) {
			this.target.close();
			throw ex;
		}
	}

	/**
	 * Applies notes of a table as {@link #apply} does, beside other lanes.
	 * @return {@code false} if others were in the way each time; nothing was applied
	 */
	boolean applies(TableFlow table, List<String> ids, List<Row> keys) throws SQLException {
		try {
			apply(table, ids, keys);
			return true;
		}
		catch (SQLException ex) {
			if (passing(ex)) {
				return false;
			}
			throw ex;
		}
	}

	/** Applies notes of a table; they may be deleted then. */
	void apply(TableFlow table, List<String> ids, List<Row> keys) throws SQLException {
		for (int tries = 1;; tries++) {
			try {
				attempt(table, ids, keys);
				return;
			}
			catch (SQLException ex) {
				undo(ex);
				if (!passing(ex) || tries == TRIES) {
					throw ex;
				}
			}
			catch (RuntimeException ex) {
				undo(ex);
				throw ex;
			}
		}
	}

	private boolean passing(SQLException ex) {
		return this.to.live().busy(ex) || this.from.live().busy(ex)
				|| Failures.code(ex).filter(ErrorCode.TIME_001::equals).isPresent();
	}

	private void brought(TableFlow table, List<Row> keys) {
		this.listener.brought(table.name(), () -> table.marks(keys));
	}

	private void undo(Exception failure) {
		try {
			if (!this.target.getAutoCommit()) {
				this.to.live().undoApply(this.target);
			}
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
		}
	}

	private void attempt(TableFlow table, List<String> ids, List<Row> keys) throws SQLException {
		TargetRows rows = rows(table);
		Map<Digest, Integer> sizes = new HashMap<>();
		try {
			begin();
			bring(table, rows, ids, keys, sizes);
			commit();
			brought(table, keys);
			this.last.add(table, keys, sizes);
			return;
		}
		catch (ValueException ex) {
			undo(ex);
		}
		catch (SQLException ex) {
			undo(ex);
			if (!refuses(ex)) {
				throw ex;
			}
		}
		resolve(table, rows, ids, keys);
		this.last.add(table, keys, sizes);
	}

	private boolean refuses(SQLException ex) {
		Engine engine = this.to.engine();
		return engine.refusesValue(ex) || engine.violatesConstraint(ex);
	}

	private TargetRows rows(TableFlow table) throws SQLException {
		TargetRows known = this.tables.get(table);
		if (known == null) {
			known = new TargetRows(this.to.engine(), this.target, table);
			this.tables.put(table, known);
		}
		return known;
	}

	private void begin() throws SQLException {
		this.to.engine().beginWrite(this.target);
		this.to.live().beginApply(this.target, this.to.unit());
	}

	private void commit() throws SQLException {
		this.faults.reached("apply.before-check");
		this.to.live().endApply(this.target, this.to.unit());
		this.appliers.check(this.target, this.bucket, this.epoch);
		this.target.commit();
		this.target.setAutoCommit(true);
		// the notes go next
		this.to.engine().makeDurable(this.target);
		this.faults.reached("apply.committed");
	}

	/**
	 * The usual way: what is gone is deleted, the rest is set or added.
	 * @param sizes is given the bytes of each row, by its key
	 */
	private void bring(TableFlow table, TargetRows rows, List<String> ids, List<Row> keys, Map<Digest, Integer> sizes)
			throws SQLException {
		Map<Digest, Row> gone = table.distinct(keys);
		RowDigester digester = table.keyDigester();
		List<Row> open = new ArrayList<>();
		long bytes = 0;
		boolean written = false;
		try (RowCursor cursor = this.now.read(table, this.queues.rows(table.watched(), ids))) {
			for (Row row = cursor.next(); row != null; row = cursor.next()) {
				Row held = this.now.held(table, row);
				Digest key = digester.digest(held.project(table.key()));
				gone.remove(key);
				sizes.put(key, held.bytes());
				open.add(held);
				bytes += held.bytes();
				if (bytes > BYTES) {
					rows.upsert(open);
					open.clear();
					bytes = 0;
					written = true;
				}
			}
		}
		gone.keySet().forEach((key) -> sizes.put(key, 0));
		rows.delete(List.copyOf(gone.values()));
		if (written && !table.exactKeys()) {
			// the other side may have taken a row that was written for one that is gone
			for (Row key : gone.values()) {
				Row now = this.now.find(table, key);
				if (now != null) {
					open.add(now);
				}
			}
		}
		rows.upsert(open);
	}

	/**
	 * The way for rows that stand in each other's way, such as two that have exchanged a
	 * unique value: whatever is in the way is read again too, all of it goes and comes
	 * back as it is now. What is refused even then is left out alone.
	 */
	private void resolve(TableFlow table, TargetRows rows, List<String> ids, List<Row> keys) throws SQLException {
		List<Row> keyed = List.copyOf(table.distinct(keys).values());
		try {
			begin();
			if (Exchange.of(table, this.now, rows, this.queues.rows(table.watched(), ids), keyed, notes(table))) {
				commit();
				brought(table, keys);
				return;
			}
			this.target.rollback();
		}
		catch (ValueException ex) {
			undo(ex);
			divide(table, rows, ids, keys, ex.getMessage());
			return;
		}
		catch (SQLException ex) {
			undo(ex);
			if (!refuses(ex)) {
				throw ex;
			}
			divide(table, rows, ids, keys, Failures.reason(ex));
			return;
		}
		halve(table, rows, ids, keys);
	}

	private Exchange.Notes notes(TableFlow table) {
		return new Exchange.Notes() {
			@Override
			public boolean waitFor(Row key) throws SQLException {
				return Lane.this.queues.holds(Lane.this.source, table.watched(), table.keys(),
						key.project(table.key()));
			}

			@Override
			public void gaveWay() {
				Lane.this.faults.reached("apply.gave-way");
			}
		};
	}

	private void divide(TableFlow table, TargetRows rows, List<String> ids, List<Row> keys, @Nullable String reason)
			throws SQLException {
		if (table.distinct(keys).size() == 1) {
			Row keyed = table.keyed(keys.get(0));
			String key = table.key()
				.stream()
				.map((at) -> ShownValue.of(keyed.get(at)))
				.collect(Collectors.joining(", "));
			this.listener.rejected(
					new Reject(table.name(), key, mark(table, keyed), table.mark(keyed), "", String.valueOf(reason)));
			return;
		}
		halve(table, rows, ids, keys);
	}

	private void halve(TableFlow table, TargetRows rows, List<String> ids, List<Row> keys) throws SQLException {
		int half = ids.size() / 2;
		resolve(table, rows, ids.subList(0, half), keys.subList(0, half));
		resolve(table, rows, ids.subList(half, ids.size()), keys.subList(half, keys.size()));
	}

	/** By which a comparison knows the row again, if it can be read. */
	private String mark(TableFlow table, Row keyed) throws SQLException {
		try {
			Row now = this.now.find(table, keyed);
			return (now == null) ? table.mark(keyed) : Reject.row(new RowDigester(table.mapping().kinds()).digest(now));
		}
		catch (ValueException ex) {
			return table.mark(keyed);
		}
	}

	/** Brings a whole table again, in one transaction. */
	void refresh(TableFlow table, Time time) throws SQLException {
		TargetRows rows = rows(table);
		WholeTable whole = new WholeTable(this.from.engine(), this.to.engine(), table.mapping(), BYTES);
		begin();
		try {
			rows.clear();
			List<Reject> rejects = whole.bring(this.source, this.target,
					(column, hazard, to) -> this.listener.changed(table.name(), column, hazard, to),
					() -> time.require("copying table " + table.name() + " as a whole"));
			commit();
			this.listener.broughtWhole(table.name(), rejects);
		}
		catch (SQLException | RuntimeException ex) {
			undo(ex);
			throw ex;
		}
	}

	@Override
	public void close() throws SQLException {
		try (Connection reading = this.source) {
			this.target.close();
		}
	}

}
