package dev.drover.job;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.drover.apply.AskedAgain;
import dev.drover.apply.Flow;
import dev.drover.engine.Reject;
import dev.drover.ledger.RejectRecords;

/**
 * Rows of a side that is followed which the other side has refused, when they were copied
 * or when they were changed. A row that goes after all is no reject any more.
 */
final class RefusedRows {

	private final MigrationRun run;

	/** Tables that have rejects; of the others nothing is asked. */
	private final Set<String> tables = ConcurrentHashMap.newKeySet();

	/** The name under which rejects of the direction are kept that is followed. */
	private volatile String changed = Rejections.CHANGED;

	/** Whether a row was refused or has gone since the ledger was asked. */
	private volatile boolean stale = true;

	RefusedRows(MigrationRun run) {
		this.run = run;
	}

	private RejectRecords records() {
		return this.run.rejections().records();
	}

	/** From now on the changes of that side are applied. */
	void follow(Flow flow) {
		this.changed = flow.from().endpoint().name().equals(this.run.targetEndpoint().name()) ? Rejections.CHANGED_BACK
				: Rejections.CHANGED;
		this.tables.clear();
		this.tables.addAll(records().counts().keySet());
		this.stale = true;
		try {
			findKeys(flow);
		}
		catch (SQLException ex) {
			throw this.run.sides().openSide().failure("looking for rows that were refused", ex);
		}
	}

	/**
	 * Rows that could not be read when they were copied are known by their key alone.
	 * Those that are gone by now are no rejects.
	 */
	private void findKeys(Flow flow) throws SQLException {
		AskedAgain asked = new AskedAgain(flow);
		for (String table : this.tables) {
			Set<String> unreadable = records().unreadable(table);
			if (!unreadable.isEmpty() && this.changed.equals(Rejections.CHANGED)) {
				Map<String, String> keys = asked.keys(table, unreadable);
				keys.forEach((mark, key) -> records().keyOf(table, mark, key));
				Set<String> gone = new HashSet<>(unreadable);
				gone.removeAll(keys.keySet());
				gone.forEach((mark) -> records().forget(table, mark));
			}
		}
	}

	/**
	 * Rows whose changes were refused, also by an earlier attempt. Their records stay
	 * until they have gone.
	 */
	void askAgain(Flow flow) {
		AskedAgain asked = new AskedAgain(flow);
		try {
			for (String table : records().counts().keySet()) {
				asked.note(table, records().keyMarks(table, this.changed),
						(mark) -> records().forgetKeys(table, List.of(mark)));
			}
			this.stale = true;
		}
		catch (SQLException ex) {
			throw this.run.sides().openSide().failure("noting rows that were refused", ex);
		}
	}

	/** A row was refused. */
	void keep(Reject reject) {
		this.tables.add(reject.table());
		// what the other side lacks it still lacks, which is nothing new
		if (this.changed.equals(Rejections.CHANGED) && records().renew(reject.table(), Rejections.CHANGES, reject)) {
			return;
		}
		this.stale = true;
		this.run.rejections().keepChanged(this.changed, reject);
	}

	/** Rows have gone. */
	void brought(String table, Supplier<List<String>> keyMarks) {
		if (this.tables.contains(table)) {
			records().forgetKeys(table, keyMarks.get());
			this.stale = true;
		}
	}

	/** All rows of a table have gone, but for some. */
	void broughtWhole(String table, List<Reject> rejects) {
		if (this.tables.contains(table)) {
			records().forgetTable(table);
			this.stale = true;
		}
		if (!rejects.isEmpty()) {
			this.tables.add(table);
			this.stale = true;
			this.run.rejections().keepWhole(this.changed, table, rejects);
		}
	}

	/** Nobody switches to a side that has kept an older state of a changed row. */
	void refuseSwitch() {
		if (this.stale) {
			this.stale = false;
			if (records().count(this.changed) > 0) {
				this.stale = true;
				this.run.rejections().refuseOlder(this.changed);
			}
		}
	}

}
