package dev.drover.job;

import dev.drover.plan.FailureHandling;

/**
 * How often a limit that has passed may be tried again, and why it was last.
 */
final class Retries {

	private int left;

	private String since = "";

	Retries(FailureHandling handling) {
		this.left = handling.retryCount();
	}

	int left() {
		return this.left;
	}

	/** What had passed when it was tried again; empty before that. */
	String since() {
		return this.since;
	}

	/** One is taken. */
	void take(String reason) {
		this.left--;
		this.since = reason;
	}

}
