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

}
