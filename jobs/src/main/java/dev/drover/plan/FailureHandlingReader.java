package dev.drover.plan;

import org.jspecify.annotations.Nullable;

/**
 * Reads {@code failure_handling}, a word or a mapping.
 */
final class FailureHandlingReader {

	private static final int USUAL_RETRIES = 3;

	private FailureHandlingReader() {
	}

	static FailureHandling read(Section plan) {
		return plan.read("failure_handling", new FailureHandling(FailureHandling.Type.ROLLBACK_ALL, 0),
				FailureHandlingReader::read);
	}

	private static @Nullable FailureHandling read(Value value) {
		if (value.seen() != Seen.MAPPING) {
			FailureHandling.Type type = value.choice(FailureHandling.Type.class);
			return (type != null) ? of(type, USUAL_RETRIES) : null;
		}
		Section section = value.section("type", "retry_count");
		FailureHandling.Type type = section.required("type", FailureHandling.Type.RETRY_THEN_ALL,
				(it) -> it.choice(FailureHandling.Type.class));
		Value retryCount = section.get("retry_count");
		if (retryCount != null && type != FailureHandling.Type.RETRY_THEN_ALL) {
			return retryCount.mistake(
					"only type " + Value.nameOf(FailureHandling.Type.RETRY_THEN_ALL) + " takes a retry_count", null);
		}
		return of(type, section.read("retry_count", USUAL_RETRIES, (it) -> it.integer(1)));
	}

	private static FailureHandling of(FailureHandling.Type type, int retryCount) {
		return new FailureHandling(type, (type == FailureHandling.Type.RETRY_THEN_ALL) ? retryCount : 0);
	}

}
