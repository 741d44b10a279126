package dev.drover.job;

import java.time.Clock;

import org.jspecify.annotations.Nullable;

import dev.drover.fault.DroverException;

/**
 * Whether it is known that this process is still the owner of its migration. Another one
 * may become the owner when its lease is over: before that it has to stand still, and
 * after a pause of its machine it has to ask before it does anything more.
 */
final class Lease {

	/** A statement that has begun gets the rest of the lease for its end. */
	private static final long SURE_MILLIS = Owner.LEASE_MILLIS * 2 / 3;

	private static final long LOOK_MILLIS = 50;

	private final Clock clock;

	private volatile long knownAt;

	private volatile @Nullable DroverException lost;

	Lease(Clock clock) {
		this.clock = clock;
		this.knownAt = clock.millis();
	}

	/** The ledger has said at that time or later that it is. */
	void knownAt(long millis) {
		this.knownAt = millis;
	}

	/** It is not, or can't be known any more. */
	void lost(DroverException cause) {
		this.lost = cause;
	}

	boolean sure() {
		return this.clock.millis() - this.knownAt <= SURE_MILLIS;
	}

	/**
	 * Returns once it is known.
	 * @throws DroverException COPY_002 if another process is the owner, CONN_006 if it
	 * could not be known for too long
	 */
	void await() {
		while (true) {
			DroverException cause = this.lost;
			if (cause != null) {
				throw cause;
			}
			if (sure()) {
				return;
			}
			if (!ControlWait.rest(LOOK_MILLIS)) {
				throw new StopException();
			}
		}
	}

}
