package dev.drover.job;

import java.sql.SQLException;
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

	private final MigrationRun run;

	private final AtomicLong refused = new AtomicLong();

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

	/** A row was refused. */
	void keep(Reject reject) {
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
