package dev.drover.job;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;

import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import dev.drover.ledger.DifferenceRecord;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.MigrationRecord;
import dev.drover.ledger.PartitionRecord;
import dev.drover.ledger.TableRecord;
import dev.drover.ledger.WorkRecords;
import dev.drover.plan.Plan;
import dev.drover.progress.Report;

/**
 * Puts the report together from what the ledger holds.
 */
final class Reports {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.enable(SerializationFeature.INDENT_OUTPUT)
		.build();

	private Reports() {
	}

	static String json(Report report) {
		return MAPPER.writeValueAsString(report);
	}

	static Report of(Plan plan, Ledger ledger, WorkRecords work, @Nullable JobExecution execution, long runMillis) {
		MigrationRecord migration = ledger.find(plan.id()).orElseThrow();
		List<DifferenceRecord> differences = work.differences();
		List<TableRecord> records = work.tables();
		List<Report.TableReport> tables = records.stream()
			.map((table) -> new Report.TableReport(table.name(), table.targetName(), table.rowsSource(),
					table.rowsCopied(), table.rowsVerified(), 0, 0, table.bytes(), table.copyMillis() / 1000.0,
					differences.stream()
						.filter((difference) -> difference.table().equals(table.name()))
						.map(Reports::difference)
						.toList()))
			.toList();
		List<PartitionRecord> partitions = work.partitions();
		return new Report(plan.id(), migration.phase().name(), migration.jobExecutionId(),
				(migration.startedAt() == 0) ? null : Instant.ofEpochMilli(migration.startedAt()).toString(),
				Instant.now().toString(), runMillis / 1000.0, plan.strategy().type().name().toLowerCase(Locale.ROOT),
				tables, totals(tables, records, runMillis), steps(execution),
				new Report.PartitionCount(partitions.size(),
						partitions.stream().filter(PartitionRecord::completed).count(),
						partitions.stream().filter((partition) -> partition.attempts() > 1).count()),
				new Report.Sync(0, 0, 0),
				ledger.route(plan.id())
					.map((route) -> new Report.CutoverReport(0, route.epoch(), route.endpoint()))
					.orElse(null),
				work.findings()
					.stream()
					.map((finding) -> new Report.FindingReport(finding.code().name(),
							finding.level().name().toLowerCase(Locale.ROOT), finding.object(), finding.message(),
							finding.hint()))
					.toList(),
				List.of());
	}

	private static Report.DifferenceReport difference(DifferenceRecord difference) {
		return new Report.DifferenceReport(difference.kind(), difference.key(),
				difference.columns().isEmpty() ? List.of() : List.of(difference.columns().split(",")));
	}

	private static Report.Totals totals(List<Report.TableReport> tables, List<TableRecord> records, long runMillis) {
		long copied = tables.stream().mapToLong(Report.TableReport::rowsCopied).sum();
		long bytes = tables.stream().mapToLong(Report.TableReport::bytes).sum();
		double seconds = Math.max(0.001, runMillis / 1000.0);
		return new Report.Totals(tables.stream().mapToLong(Report.TableReport::rowsSource).sum(), copied,
				tables.stream().mapToLong(Report.TableReport::rowsVerified).sum(), 0, 0, bytes,
				tables.stream().mapToDouble(Report.TableReport::copySeconds).sum(),
				records.stream().mapToLong(TableRecord::differenceCount).sum(), copied / seconds,
				bytes / seconds / 1_000_000);
	}

	private static List<Report.StepReport> steps(@Nullable JobExecution execution) {
		List<Report.StepReport> steps = new ArrayList<>();
		if (execution != null) {
			execution.getStepExecutions()
				.stream()
				.filter((step) -> !step.getStepName().contains(":"))
				.forEach((step) -> steps.add(new Report.StepReport(step.getStepName(), step.getStatus().name(),
						seconds(step.getStartTime(), step.getEndTime()))));
		}
		return steps;
	}

	private static double seconds(@Nullable LocalDateTime from, @Nullable LocalDateTime to) {
		return (from == null || to == null) ? 0 : Duration.between(from, to).toMillis() / 1000.0;
	}

}
