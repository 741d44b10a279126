package dev.drover.job;

import org.jspecify.annotations.Nullable;

import dev.drover.progress.ProgressListener;

/**
 * How an attempt is carried out.
 *
 * @param force whether to go on over findings of level warning
 * @param until where to stop, or {@code null} to go to the end
 * @param workers where partitions are worked off
 * @param listener follows the attempt
 */
public record RunOptions(boolean force, @Nullable Until until, Workers workers, ProgressListener listener) {

	public RunOptions(boolean force, @Nullable Until until, ProgressListener listener) {
		this(force, until, Workers.LOCAL, listener);
	}

	/** Without force, to the end, and told to nobody. */
	static final RunOptions QUIET = new RunOptions(false, null, ProgressListener.NONE);

	/** The same, followed by another listener. */
	public RunOptions followedBy(ProgressListener other) {
		return new RunOptions(this.force, this.until, this.workers, other);
	}

	/** Where an attempt stops of its own accord; a restart goes on from there. */
	public enum Until {

		/** All rows are in the target. */
		COPIED("copy"),
		/** All but the switch is done. */
		READY("cutover-prepare");

		private final String step;

		Until(String step) {
			this.step = step;
		}

		/** The last step that is carried out. */
		String step() {
			return this.step;
		}

	}

}
