package dev.drover.job;

/**
 * Pauses between tries: a second, then twice as long each time, a minute at most.
 */
final class GrowingPause {

	private static final long MOST_SECONDS = 60;

	private boolean begun;

	private int failures;

	/** How long to wait now, in seconds. */
	long next() {
		this.failures++;
		return Math.min(MOST_SECONDS, 1L << Math.min(this.failures - 1, 6));
	}

	/** Whether nothing but the last try has failed since it went well. */
	boolean first() {
		return this.failures == 1;
	}

	/** Whether the last try has failed. */
	boolean failing() {
		return this.failures > 0;
	}

	/** Whether a try has gone well. */
	boolean hasBegun() {
		return this.begun;
	}

	/** A try goes well. */
	void reset() {
		this.begun = true;
		this.failures = 0;
	}

}
