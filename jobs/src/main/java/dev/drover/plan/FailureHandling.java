package dev.drover.plan;

/**
 * What happens when a limit has passed.
 *
 * @param type the reaction
 * @param retryCount attempts before everything is rolled back; 0 unless the type is
 * {@link Type#RETRY_THEN_ALL}
 */
public record FailureHandling(Type type, int retryCount) {

	/** The reactions. */
	public enum Type {

		ROLLBACK_ALL, RETRY_THEN_ALL, ALLOW_PARTIAL

	}

}
