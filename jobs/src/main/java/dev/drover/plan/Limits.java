package dev.drover.plan;

import java.time.Duration;

/**
 * Limits that trigger the failure handling when they have passed.
 *
 * @param maxErrors most rejected rows
 * @param maxValidationFailures most differing rows
 * @param maxSyncLag largest age of the oldest noted key
 * @param maxTime longest run
 */
public record Limits(long maxErrors, long maxValidationFailures, Duration maxSyncLag, Duration maxTime) {

	/** What a plan that says nothing means. */
	public static final Limits USUAL = new Limits(5, 3, Duration.ofMinutes(5), Duration.ofHours(24));

}
