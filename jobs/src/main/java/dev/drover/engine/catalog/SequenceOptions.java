package dev.drover.engine.catalog;

/**
 * Options of a sequence.
 *
 * @param start first value
 * @param increment step, not 0
 * @param min smallest value
 * @param max largest value
 * @param cache values handed out at a time, at least 1
 * @param cycle whether it starts again at its end
 */
public record SequenceOptions(long start, long increment, long min, long max, long cache, boolean cycle) {

	/** 1, 2, 3 … */
	public static final SequenceOptions DEFAULT = new SequenceOptions(1, 1, 1, Long.MAX_VALUE, 1, false);

	/** Whether that is no next value: the last one was given. */
	public boolean exhausted(long next) {
		return next > this.max || next < this.min;
	}

	/** The value at its end. */
	public long last() {
		return (this.increment > 0) ? this.max : this.min;
	}

	/** What stands for a next value where there is none, if a number is left for it. */
	public long beyondLast() {
		long beyond = last() + Long.signum(this.increment);
		return exhausted(beyond) ? beyond : last();
	}

}
