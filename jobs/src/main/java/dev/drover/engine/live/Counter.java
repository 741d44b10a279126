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
		return (left() > Math.abs((double) gap())) ? this.next + gap()
				: this.next + (long) (left() / 2 / Math.abs(this.step)) * this.step;
	}

	/**
	 * A number that will still be beyond enough when the application has taken as many
	 * again; where there are not so many left, not more than {@link #beyond()}.
	 */
	public long farBeyond() {
		return (left() > 2 * Math.abs((double) gap())) ? this.next + 2 * gap() : beyond();
	}

	/** Whether numbering that goes on from a number does so beyond enough. */
	public boolean leaves(long from) {
		return (this.step > 0) ? from >= beyond() : from <= beyond();
	}

	private long gap() {
		long gap = Math.max(GAP, BLOCKS * this.cache * Math.abs(this.step));
		return (gap + Math.abs(this.step) - 1) / Math.abs(this.step) * this.step;
	}

	/** The difference may be larger than a long. */
	private double left() {
		return Math.abs((double) this.last - this.next);
	}

}
