package dev.drover.engine.live;

/**
 * Where numbering stands.
 *
 * @param next the next number
 * @param step from one number to the next, not 0
 * @param cache numbers that a session may hold in advance, at least 1
 * @param last the last number that there can be
 */
public record Counter(long next, long step, long cache, long last) {

	/** Numbers that are taken elsewhere while an application changes over. */
	private static final long GAP = 100_000;

	private static final long BLOCKS = 1_000;

	/**
	 * The number from which another database may go on: beyond what sessions hold, and
	 * blocks that frameworks have taken in advance. Where there are not so many left,
	 * half of those that are.
	 */
	public long beyond() {
		long gap = Math.max(GAP, BLOCKS * this.cache * Math.abs(this.step));
		long steps = (gap + Math.abs(this.step) - 1) / Math.abs(this.step) * this.step;
		// the difference may be larger than a long
		double left = Math.abs((double) this.last - this.next);
		if (left > Math.abs((double) steps)) {
			return this.next + steps;
		}
		return this.next + (long) (left / 2 / Math.abs(this.step)) * this.step;
	}

}
