package dev.drover.job;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import dev.drover.apply.AskedAgain;
import dev.drover.apply.Flow;
import dev.drover.engine.Reject;
import dev.drover.ledger.RejectRecords;

/**
 * Rows of a side that is followed which the other side has refused. They may have been
 * mended, and are asked for again.
 */
final class RefusedRows {

	/** Of more the plan has said that it does without them. */
	private static final long ASKED = 10_000;

	private final MigrationRun run;

	private final AtomicLong refused = new AtomicLong();

	/** Rows that the copy has rejected and that are asked for now, by table and mark. */
	private final Set<String> copied = ConcurrentHashMap.newKeySet();

	/** Those of them that were refused again. */
	private final Set<String> again = ConcurrentHashMap.newKeySet();

	RefusedRows(MigrationRun run) {
		this.run = run;
	}

	/** Rows whose changes were refused, also by an earlier attempt. */
	void askAgain(Flow flow) {
		AskedAgain asked = new AskedAgain(flow);
		RejectRecords known = this.run.rejections().records();
		this.refused.set(0);
		try {
			for (String table : known.counts().keySet()) {
				asked.note(table, known.marks(table, Rejections.CHANGED),
						(mark) -> known.forget(table, Rejections.CHANGED, mark));
			}
		}
		catch (SQLException ex) {
			throw this.run.sides().openSide().failure("noting rows that were refused", ex);
		}
	}

	/**
	 * Rows that the copy has rejected: those that can go by now are no rejects any more.
	 * @param applied waits until what was noted before has been applied
	 */
	void askCopied(Flow flow, Runnable applied) {
		RejectRecords known = this.run.rejections().records();
		long count = known.count();
		if (count == 0 || count > ASKED) {
			return;
		}
		AskedAgain asked = new AskedAgain(flow);
		Map<String, Set<String>> marks = new HashMap<>();
		for (String table : known.counts().keySet()) {
			Set<String> ofTable = new HashSet<>();
			known.marks(table, ofTable::add);
			ofTable.removeAll(known.marks(table, Rejections.CHANGED));
			ofTable.forEach((mark) -> this.copied.add(name(table, mark)));
			marks.put(table, ofTable);
		}
		try {
			for (Map.Entry<String, Set<String>> table : marks.entrySet()) {
				asked.note(table.getKey(), table.getValue(), (mark) -> {
				});
			}
			applied.run();
			marks.forEach((table, ofTable) -> ofTable.stream()
				.filter((mark) -> !this.again.contains(name(table, mark)))
				.forEach((mark) -> known.forget(table, mark)));
		}
		catch (SQLException ex) {
			throw this.run.sides().openSide().failure("noting rows that were refused", ex);
		}
		finally {
			this.copied.clear();
			this.again.clear();
		}
	}

	private static String name(String table, String mark) {
		return table + " " + mark;
	}

	/** A row was refused. */
	void keep(Reject reject) {
		String name = name(reject.table(), reject.mark());
		if (this.copied.contains(name)) {
			this.again.add(name);
			return;
		}
		this.refused.incrementAndGet();
		this.run.rejections().keepChanged(reject);
	}

	/** Nobody switches to a side that has kept an older state of a changed row. */
	void refuseSwitch() {
		if (this.refused.get() > 0) {
			this.run.rejections().refuseSwitch();
		}
	}

}
