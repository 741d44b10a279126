package dev.drover.progress;

/**
 * What the steps count.
 */
enum MeteredStep {

	/** Rows committed in the target. */
	COPYING,
	/** Rows read by the comparison. */
	COMPARING,
	/** Nothing. */
	OTHER;

	static MeteredStep of(String step) {
		return switch (step) {
			case "copy" -> COPYING;
			case "verify" -> COMPARING;
			default -> OTHER;
		};
	}

}
