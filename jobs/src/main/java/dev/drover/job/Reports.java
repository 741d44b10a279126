package dev.drover.job;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.drover.engine.Reject;
import dev.drover.fault.Finding;
import dev.drover.ledger.DifferenceRecord;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.LiveRecords;
import dev.drover.ledger.MigrationRecord;
import dev.drover.ledger.PartitionRecord;
import dev.drover.ledger.ProgressRecords;
import dev.drover.ledger.RejectRecords;
import dev.drover.ledger.TableRecord;
import dev.drover.ledger.WorkRecords;
import dev.drover.plan.Plan;
import dev.drover.progress.Report;

/**
 * Puts the report together from what the ledger holds.
 */
final class Reports {

	/** Rejects that a report names; all are counted. */
	static final int MOST_REJECTS = 10_000;

	private Reports() {
	}

	/**
	 * The report of a migration as the ledger has it.
	 * @param end when the attempt ended and how much time all of them took
	 */
	static Report of(Plan plan, Ledger ledger, WorkRecords work, RejectRecords rejections, ProgressRecords progress,
			LiveRecords live, End end) {
		MigrationRecord migration = ledger.find(plan.id()).orElseThrow();
		long runMillis = end.runMillis();
		List<DifferenceRecord> differences = work.differences();
		List<Reject> rejects = rejections.first(MOST_REJECTS);
		Map<String, Long> rejected = rejections.counts();
		Map<String, Long> skipped = rejections.skipped();
		List<TableRecord> records = work.tables();
		List<Report.TableReport> tables = records.stream()
			.map((table) -> new Report.TableReport(table.name(), table.targetName(), Math.max(0, table.rowsSource()),
					table.rowsCopied(), table.rowsVerified(), rejected.getOrDefault(table.name(), 0L),
					skipped.getOrDefault(table.name(), 0L), table.bytes(), table.copyMillis() / 1000.0,
					differences.stream()
						.filter((difference) -> difference.table().equals(table.name()))
						.map(Reports::difference)
						.toList()))
			.toList();
		List<PartitionRecord> partitions = work.partitions();
		return new Report(plan.id(), Statuses.state(migration), migration.jobExecutionId(),
				(migration.startedAt() == 0) ? null : Instant.ofEpochMilli(migration.startedAt()).toString(),
				(end.atMillis() == 0) ? null : Instant.ofEpochMilli(end.atMillis()).toString(), runMillis / 1000.0,
				plan.strategy().type().name().toLowerCase(Locale.ROOT), tables, totals(tables, records, runMillis),
				steps(progress),
				new Report.PartitionCount(partitions.size(),
						partitions.stream().filter(PartitionRecord::completed).count(),
						partitions.stream().filter((partition) -> partition.attempts() > 1).count()),
				new Report.Sync(live.sync().applied(), live.sync().lag(), live.sync().maxLag()),
				ledger.route(plan.id())
					.map((route) -> new Report.CutoverReport(live.pause(), route.epoch(), route.endpoint()))
					.orElse(null),
				work.findings().stream().map(Reports::finding).toList(), rejects.stream().map(Reports::reject).toList(),
				History.of(plan.id(), ledger, live));
	}

	static Report.FindingReport finding(Finding finding) {
		return new Report.FindingReport(finding.code().name(), finding.level().name().toLowerCase(Locale.ROOT),
				finding.object(), finding.message(), finding.hint());
	}

	static Report.RejectReport reject(Reject reject) {
		return new Report.RejectReport(reject.table(), reject.key(), reject.column(), reject.reason());
	}

	private static Report.DifferenceReport difference(DifferenceRecord difference) {
		return new Report.DifferenceReport(difference.kind(), difference.key(), difference.columns());
	}

	private static Report.Totals totals(List<Report.TableReport> tables, List<TableRecord> records, long runMillis) {
		long copied = tables.stream().mapToLong(Report.TableReport::rowsCopied).sum();
		long bytes = tables.stream().mapToLong(Report.TableReport::bytes).sum();
		double seconds = Math.max(0.001, runMillis / 1000.0);
		return new Report.Totals(tables.stream().mapToLong(Report.TableReport::rowsSource).sum(), copied,
				tables.stream().mapToLong(Report.TableReport::rowsVerified).sum(),
				tables.stream().mapToLong(Report.TableReport::rowsRejected).sum(),
				tables.stream().mapToLong(Report.TableReport::rowsSkipped).sum(), bytes,
				tables.stream().mapToDouble(Report.TableReport::copySeconds).sum(),
				records.stream().mapToLong(TableRecord::differenceCount).sum(), copied / seconds,
				bytes / seconds / 1_000_000);
	}

	private static List<Report.StepReport> steps(ProgressRecords progress) {
		return AttemptWatch.inOrder(progress.steps())
			.stream()
			.map((step) -> new Report.StepReport(step.name(), step.status(), step.runMillis() / 1000.0))
			.toList();
	}

	/**
	 * How an attempt ended.
	 *
	 * @param atMillis when, milliseconds since 1970; 0 if it goes on or its process died
	 * @param runMillis time of all attempts
	 */
	record End(long atMillis, long runMillis) {

	}

}
