package dev.drover.job;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

import dev.drover.ledger.ControlLoss;

/**
 * Asks the control database again what it did not answer. Only for what may be done
 * twice: nobody knows whether it was done.
 */
final class ControlWait {

	private static final long SHORTEST_PAUSE = 50;

	private static final long LONGEST_PAUSE = 1_000;

	private final BooleanSupplier over;

	private final Consumer<String> teller;

	/**
	 * Creates it.
	 * @param over whether nobody wants to wait any more
	 * @param teller hears what is waited for
	 */
	ControlWait(BooleanSupplier over, Consumer<String> teller) {
		this.over = over;
		this.teller = teller;
	}

	/** The answer, however long it takes. */
	<T> T answer(Supplier<T> question) {
		long pause = SHORTEST_PAUSE;
		while (true) {
			try {
				return question.get();
			}
			catch (DataAccessException | TransactionException ex) {
				if (!ControlLoss.is(ex) || this.over.getAsBoolean()) {
					throw ex;
				}
				if (pause == SHORTEST_PAUSE) {
					this.teller.accept("the control database does not answer, and is asked again: "
							+ Diagnosis.of(ex, "ID").what());
				}
				if (!rest(pause)) {
					throw ex;
				}
				pause = Math.min(LONGEST_PAUSE, pause * 2);
			}
		}
	}

	/** Whether it was a whole rest. */
	static boolean rest(long millis) {
		try {
			TimeUnit.MILLISECONDS.sleep(millis);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
