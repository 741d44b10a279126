package dev.drover.ledger;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The process that opened an embedded control database serves it to all others. In the
 * moment in which that process ends, the others find the file taken and nobody who
 * answers: what they want is tried again until one of them has taken over.
 */
public final class Handover {

	/**
	 * Where several come at once, each one's look at the lock file takes four seconds.
	 */
	private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);

	private static final long PAUSE_MILLIS = 20;

	/**
	 * Connection broken; already open; closed; closing; somebody else has just written
	 * the lock file.
	 */
	private static final Set<Integer> PASSING = Set.of(90067, 90020, 90098, 90121, 8000);

	private Handover() {
	}

	/**
	 * Does it, again if the serving process ended meanwhile.
	 * @param work what may be done twice
	 */
	public static <T> T across(Supplier<T> work) {
		return across(work, System::nanoTime);
	}

	static <T> T across(Supplier<T> work, LongSupplier nanoTime) {
		long begun = nanoTime.getAsLong();
		while (true) {
			try {
				return work.get();
			}
			catch (RuntimeException ex) {
				if (!passes(ex) || nanoTime.getAsLong() - begun > PATIENCE_NANOS || !pause()) {
					throw ex;
				}
			}
		}
	}

	/** Whether the cause is one that ends with the handover. */
	public static boolean passes(Throwable failure) {
		for (@Nullable
		Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SQLException sql && PASSING.contains(sql.getErrorCode())) {
				return true;
			}
		}
		return false;
	}

	private static boolean pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

}
