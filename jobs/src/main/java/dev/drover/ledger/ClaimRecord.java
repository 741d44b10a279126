package dev.drover.ledger;

import org.jspecify.annotations.Nullable;

/**
 * A partition of a step that is worked off by worker processes.
 *
 * @param name the partition
 * @param content what it holds, where the partitions' own record does not say so
 * @param state who may do what with it
 * @param epoch grows with each claim; the target's checkpoint carries it
 * @param worker who has it, or had it last, or {@code null}
 * @param failures how often it has failed since the step began
 * @param trouble how it failed last, or {@code null}
 */
public record ClaimRecord(String name, String content, State state, long epoch, @Nullable String worker, int failures,
		@Nullable String trouble) {

	/**
	 * One that is to be opened.
	 * @param epoch the target's
	 */
	public static ClaimRecord toOpen(String name, String content, long epoch) {
		return new ClaimRecord(name, content, State.OPEN, epoch, null, 0, null);
	}

	/**
	 * The worker where it failed last, if it is open to others only, or {@code null}.
	 */
	public @Nullable String passedOver() {
		return (this.state == State.OPEN && this.trouble != null) ? this.worker : null;
	}

	/** What a partition is to manager and workers. */
	public enum State {

		/** The next worker that hears of it takes it. */
		OPEN,
		/** A worker has it. */
		TAKEN,
		/** It is complete. */
		DONE,
		/** Its worker could not go on; the manager says what follows. */
		FAILED,
		/** Nobody may take it. */
		HELD

	}

}
