package dev.drover.throttle;

/**
 * A flow of things of which only so many a second are let through. What has gone through
 * is paid for afterwards: whoever has taken something waits until its time has passed.
 * Not thread-safe.
 */
final class Flow {

	/** What was not used longer ago is lost. */
	private static final double KEPT_SECONDS = 1;

	private final double perSecond;

	private double paidUntil;

	Flow(double perSecond, double now) {
		this.perSecond = perSecond;
		this.paidUntil = now;
	}

	/** From now on, with nothing open. */
	void begin(double now) {
		this.paidUntil = now;
	}

	void took(double amount, double now) {
		this.paidUntil = Math.max(this.paidUntil, now - KEPT_SECONDS) + amount / this.perSecond;
	}

	/** Where nobody could wait: for that no more is owed than for a second. */
	void tookAtOnce(double amount, double now) {
		double owed = this.paidUntil;
		took(amount, now);
		this.paidUntil = Math.max(owed, Math.min(this.paidUntil, now + KEPT_SECONDS));
	}

	boolean open(double now) {
		return this.paidUntil > now;
	}

}
