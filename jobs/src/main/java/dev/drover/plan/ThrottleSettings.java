package dev.drover.plan;

import org.jspecify.annotations.Nullable;

/**
 * How much Drover asks of both databases at most; each may be {@code null} for as much as
 * it can.
 *
 * @param rowsPerSecond rows that are copied, applied and compared in a second
 * @param mbPerSecond megabytes (10^6) of them
 * @param maxSourceLoad statements of others that run at the source at a time, beyond
 * which Drover waits
 */
public record ThrottleSettings(@Nullable Long rowsPerSecond, @Nullable Double mbPerSecond,
		@Nullable Long maxSourceLoad) {

	/** As much as it can. */
	public static final ThrottleSettings NONE = new ThrottleSettings(null, null, null);

	private static final long LEAST_BYTES = 64L << 10;

	/** Whether something is bounded that several processes have to share. */
	public boolean shared() {
		return this.rowsPerSecond != null || this.mbPerSecond != null;
	}

	/**
	 * Chunks that are small enough for a steady flow: all workers together commit twice a
	 * second at least.
	 */
	public CopySettings smoothing(CopySettings copy) {
		int pieces = 2 * copy.parallelism();
		Long rows = this.rowsPerSecond;
		Double megabytes = this.mbPerSecond;
		return new CopySettings(copy.parallelism(),
				(rows == null) ? copy.chunkRows() : (int) Math.max(1, Math.min(copy.chunkRows(), rows / pieces)),
				(megabytes == null) ? copy.chunkBytes()
						: Math.max(LEAST_BYTES, Math.min(copy.chunkBytes(), (long) (megabytes * 1_000_000 / pieces))));
	}

}
