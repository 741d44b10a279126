package dev.drover.progress;

import java.util.function.Supplier;

/**
 * Follows an attempt while it goes on. Called by the job's own threads: must be quick and
 * must not throw.
 */
public interface ProgressListener {

	/** Hears nothing. */
	ProgressListener NONE = new ProgressListener() {
	};

	/**
	 * An attempt begins.
	 * @param progress gives a fresh snapshot whenever it is asked, until the attempt ends
	 */
	default void begun(Supplier<Progress> progress) {
	}

	/** A step begins. */
	default void stepBegun(String step) {
	}

	/** A step has ended; called before anybody else is told that it is complete. */
	default void stepEnded(StepCheckpoint step) {
	}

	/** Something that the operator should read at once. */
	default void notice(String text) {
	}

	/** The attempt has ended, well or not. */
	default void ended() {
	}

}
