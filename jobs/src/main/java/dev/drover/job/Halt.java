package dev.drover.job;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import dev.drover.fault.DroverException;
import dev.drover.ledger.Wish;
import dev.drover.phase.Phase;

/**
 * Why an attempt is to end before its time: somebody wants it, or something has failed.
 */
final class Halt {

	/** So many of them are kept. */
	private static final int CONSEQUENCES = 10;

	private final AtomicBoolean stop;

	private volatile boolean paused;

	private final AtomicReference<@Nullable DroverException> failure = new AtomicReference<>();

	/**
	 * Creates it.
	 * @param stop also set by a signal to this process
	 */
	Halt(AtomicBoolean stop) {
		this.stop = stop;
	}

	/** Stops the attempt at the next chunk. */
	void stop() {
		this.stop.set(true);
	}

	/** An operator's wish reaches the attempt; the last one counts. */
	void heard(Wish wish) {
		if (wish != Wish.NONE) {
			this.paused = wish == Wish.PAUSE;
			stop();
		}
	}

	/** The phase in which an attempt ends that was to stop. */
	Phase phase() {
		return this.paused ? Phase.PAUSED : Phase.STOPPED;
	}

	/** Whether the operator wants it to stop. */
	boolean stopWanted() {
		return this.stop.get();
	}

	/** Keeps the first failure; what follows is its consequence, and told below it. */
	void failed(DroverException cause) {
		DroverException first = this.failure.compareAndExchange(null, cause);
		if (first != null && first != cause && first.getSuppressed().length < CONSEQUENCES) {
			first.addSuppressed(cause);
		}
	}

	@Nullable DroverException failure() {
		return this.failure.get();
	}

	/** Also true once another worker has failed: the attempt is over then. */
	boolean requested() {
		return stopWanted() || failure() != null;
	}

	/**
	 * Looks whether the attempt is to go on.
	 * @throws DroverException what has failed
	 * @throws StopException if the operator wants it to stop
	 */
	void goOn() {
		DroverException failed = failure();
		if (failed != null) {
			throw failed;
		}
		if (stopWanted()) {
			throw new StopException();
		}
	}

	/**
	 * The same where what has failed is being taken back: only an operator ends that who
	 * began it.
	 */
	void heed() {
		if (failure() == null) {
			goOn();
		}
	}

	/** Waits a little where the attempt is to go on, else as {@link #goOn}. */
	void pause(long millis) {
		goOn();
		try {
			TimeUnit.MILLISECONDS.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new StopException();
		}
	}

}
