package dev.drover.plan;

import java.time.Duration;

/**
 * Bounds of the switch.
 *
 * @param gate who gives the word
 * @param timeout most time the gate may be held
 * @param maxLag most noted keys that may be open, at least 0
 * @param reverse whether a way back is kept
 */
public record CutoverSettings(Gate gate, Duration timeout, long maxLag, boolean reverse) {

	/** What a plan that says nothing means. */
	public static final CutoverSettings USUAL = new CutoverSettings(Gate.AUTO, Duration.ofSeconds(5), 100, true);

	/** Who gives the word for the switch. */
	public enum Gate {

		/** Drover, once both sides are equal. */
		AUTO,
		/** The operator, by command. */
		MANUAL,
		/** Nobody: copy and verify only. */
		NEVER

	}

}
