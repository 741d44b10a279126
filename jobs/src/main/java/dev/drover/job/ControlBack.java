package dev.drover.job;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

import dev.drover.ledger.ControlLoss;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.MigrationRecord;
import dev.drover.phase.Phase;

/**
 * Goes on in the same process with an attempt that has lost the control database, as a
 * restart would: workers go on meanwhile, and nobody has to look.
 */
final class ControlBack {

	/** So often: whatever fails each time is no loss that passes. */
	private static final int MOST = 10;

	/** As long as a connection is waited for. */
	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(40);

	private static final long PAUSE_MILLIS = 200;

	private final Ledger ledger;

	private final String owner;

	private final BooleanSupplier stop;

	private int times;

	ControlBack(Ledger ledger, String owner, BooleanSupplier stop) {
		this.ledger = ledger;
		this.owner = owner;
		this.stop = stop;
	}

	/**
	 * Waits until it is back.
	 * @param loss how it was lost
	 * @return the migration, ready to be begun again
	 * @throws RuntimeException the loss, if it does not pass or is none
	 */
	MigrationRecord after(RuntimeException loss, String id) {
		this.times++;
		if (!ControlLoss.is(loss) || this.times > MOST) {
			throw loss;
		}
		long begun = System.nanoTime();
		while (!this.stop.getAsBoolean() && System.nanoTime() - begun < PATIENCE_NANOS) {
			try {
				return ready(id, loss);
			}
			catch (DataAccessException | TransactionException ex) {
				if (!ControlLoss.is(ex) || !ControlWait.rest(PAUSE_MILLIS)) {
					loss.addSuppressed(ex);
					throw loss;
				}
			}
		}
		throw loss;
	}

	private MigrationRecord ready(String id, RuntimeException loss) {
		MigrationRecord seen = this.ledger.find(id).orElseThrow(() -> loss);
		if (!this.owner.equals(seen.owner())) {
			throw this.ledger.replaced(id);
		}
		if (seen.phase().running()) {
			this.ledger.move(id, Phase.FAILED, this.owner);
		}
		return this.ledger.find(id).orElseThrow(() -> loss);
	}

}
