package dev.drover.progress;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What the process of a migration counts, at one moment.
 *
 * @param step the present step, or {@code null} before the first
 * @param rowsTotal rows to copy, or {@code null} before they were counted
 * @param rowsCopied rows committed in the target, over all attempts
 * @param rowsVerified rows found equal
 * @param bytes bytes committed in the target
 * @param differences rows that differ
 * @param rowsPerSecond of the present step, over the last seconds
 * @param mbPerSecond of the copy, over the last seconds
 * @param etaSeconds time until the present step ends, or {@code null}
 * @param partitions partitions of the copy
 * @param tables each table
 * @param sync what was followed, or {@code null} where an older process wrote it
 * @param waitsFor why nothing goes on, or less than could, or {@code null}
 */
public record Work(@Nullable String step, @Nullable Long rowsTotal, long rowsCopied, long rowsVerified, long bytes,
		long differences, double rowsPerSecond, double mbPerSecond, @Nullable Double etaSeconds,
		Progress.Partitions partitions, List<TableProgress> tables, Progress.@Nullable Sync sync,
		@Nullable String waitsFor) {

	/** How a text begins that says that a migration waits for its turn. */
	public static final String TURN = "its turn";

	/** Nothing was counted yet. */
	public static final Work NONE = new Work(null, null, 0, 0, 0, 0, 0, 0, null, new Progress.Partitions(0, 0, 0),
			List.of(), null, null);

	public Work {
		tables = List.copyOf(tables);
	}

	/** The same counts under another step. */
	public Work during(@Nullable String name) {
		return new Work(name, this.rowsTotal, this.rowsCopied, this.rowsVerified, this.bytes, this.differences,
				this.rowsPerSecond, this.mbPerSecond, this.etaSeconds, this.partitions, this.tables, this.sync,
				this.waitsFor);
	}

	/** The same counts with what was followed, and what is waited for. */
	public Work following(Progress.@Nullable Sync followed, @Nullable String waiting) {
		return new Work(this.step, this.rowsTotal, this.rowsCopied, this.rowsVerified, this.bytes, this.differences,
				this.rowsPerSecond, this.mbPerSecond, this.etaSeconds, this.partitions, this.tables, followed, waiting);
	}

	/** The same counts when nobody works any more: no rates, nothing running. */
	public Work atRest() {
		return new Work(this.step, this.rowsTotal, this.rowsCopied, this.rowsVerified, this.bytes, this.differences, 0,
				0, null, new Progress.Partitions(this.partitions.total(), this.partitions.completed(), 0),
				this.tables.stream().map(TableProgress::atRest).toList(), this.sync,
				(this.waitsFor != null && this.waitsFor.startsWith(TURN)) ? this.waitsFor : null);
	}

}
