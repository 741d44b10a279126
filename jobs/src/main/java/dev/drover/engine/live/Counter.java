package dev.drover.engine.live;

/**
 * Where numbering stands.
 *
 * @param next the next number
 * @param step from one number to the next, not 0
 * @param cache numbers that a session may hold in advance, at least 1
 */
public record Counter(long next, long step, long cache) {

	/** Numbers that are taken elsewhere while an application changes over. */
	private static final long GAP = 100_000;

	private static final long BLOCKS = 1_000;

	/**
	 * The number from which another database may go on: beyond what sessions hold, and
	 * blocks that frameworks have taken in advance.
	 */
	public long beyond() {
		long gap = Math.max(GAP, BLOCKS * this.cache * Math.abs(this.step));
		long steps = (gap + Math.abs(this.step) - 1) / Math.abs(this.step) * this.step;
		try {
			return Math.addExact(this.next, steps);
		}
		catch (ArithmeticException ex) {
			return (this.step > 0) ? Long.MAX_VALUE : Long.MIN_VALUE;
		}
	}

}
