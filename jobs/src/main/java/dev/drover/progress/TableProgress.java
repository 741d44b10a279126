package dev.drover.progress;

import org.jspecify.annotations.Nullable;

/**
 * How far one table is.
 *
 * @param name the source's name
 * @param targetName the target's name
 * @param rowsTotal rows to copy, or {@code null} if they were not counted
 * @param rowsCopied rows committed in the target, over all attempts
 * @param rowsCompared rows of the source that the comparison going on has read
 * @param rowsVerified rows found equal; known when the table's comparison is done
 * @param differences rows that differ
 * @param bytes bytes committed in the target
 * @param rowsPerSecond rows of the present step, over the last seconds
 * @param mbPerSecond megabytes (10^6) of the copy, over the last seconds
 * @param etaSeconds time until the present step is done with it, or {@code null}
 */
public record TableProgress(String name, String targetName, @Nullable Long rowsTotal, long rowsCopied,
		long rowsCompared, long rowsVerified, long differences, long bytes, double rowsPerSecond, double mbPerSecond,
		@Nullable Double etaSeconds) {

	TableProgress atRest() {
		return new TableProgress(this.name, this.targetName, this.rowsTotal, this.rowsCopied, this.rowsCompared,
				this.rowsVerified, this.differences, this.bytes, 0, 0, null);
	}

}
