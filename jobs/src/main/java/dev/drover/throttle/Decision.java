package dev.drover.throttle;

/**
 * Whether work goes on now.
 *
 * @param bound what it waits for, or {@link Bound#NONE} if it goes on
 * @param reason why it waits, for operators; empty if it goes on
 */
public record Decision(Bound bound, String reason) {

	/** Nothing is in the way. */
	public static final Decision GO = new Decision(Bound.NONE, "");

	/** Whether it goes on. */
	public boolean go() {
		return this.bound == Bound.NONE;
	}

	/** The bounds of the plan. */
	public enum Bound {

		/** None has been reached. */
		NONE,
		/** {@code throttle.rows_per_second}. */
		ROWS,
		/** {@code throttle.mb_per_second}. */
		MEGABYTES,
		/** {@code throttle.max_source_load}. */
		SOURCE_LOAD

	}

}
