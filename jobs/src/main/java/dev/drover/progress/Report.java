package dev.drover.progress;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a migration did, as {@code drover report} prints it; in JSON the names are written
 * with underscores.
 *
 * @param id the migration's id
 * @param state its phase
 * @param jobExecutionId the last job execution, 0 before the first
 * @param startedAt when it began, ISO instant
 * @param endedAt when it ended, or {@code null}
 * @param seconds time of all attempts, without the pauses between
 * @param strategy the plan's strategy
 * @param tables each table
 * @param totals the sums
 * @param steps the job's steps
 * @param partitions numbers of partitions
 * @param sync what was followed
 * @param cutover the switch, or {@code null} if there was none
 * @param findings what was found
 * @param rejects rows that were refused
 * @param audit what was done, in order
 */
public record Report(String id, String state, long jobExecutionId, @Nullable String startedAt, @Nullable String endedAt,
		double seconds, String strategy, List<TableReport> tables, Totals totals, List<StepReport> steps,
		PartitionCount partitions, Sync sync, @Nullable CutoverReport cutover, List<FindingReport> findings,
		List<RejectReport> rejects, List<AuditReport> audit) {

	/** One table; all numbers are rows unless they say otherwise. */
	public record TableReport(String name, String targetName, long rowsSource, long rowsCopied, long rowsVerified,
			long rowsRejected, long rowsSkipped, long bytes, double copySeconds, List<DifferenceReport> differences) {

	}

	/** One differing row. */
	public record DifferenceReport(String kind, String key, List<String> columns) {

	}

	/** Sums over all tables. */
	public record Totals(long rowsSource, long rowsCopied, long rowsVerified, long rowsRejected, long rowsSkipped,
			long bytes, double copySeconds, long differences, double rowsPerSecond, double mbPerSecond) {

	}

	/** One step of the job. */
	public record StepReport(String name, String status, double seconds) {

	}

	/** Numbers of partitions; restarted are those that were begun more than once. */
	public record PartitionCount(long total, long completed, long restarted) {

	}

	/** Followed changes. */
	public record Sync(long applied, long lag, long maxLag) {

	}

	/** The switch. */
	public record CutoverReport(long writePauseMs, long epoch, String owner) {

	}

	/** A finding. */
	public record FindingReport(String code, String level, String object, String message, String hint) {

	}

	/** Something that was done: when (ISO instant), by whom, what, and details. */
	public record AuditReport(String at, String actor, String action, String detail) {

	}

	/** A refused row. */
	public record RejectReport(String table, String key, String column, String reason) {

	}

}
