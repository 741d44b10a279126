package dev.drover.job;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.drover.engine.Engine;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.ExitStatus;
import dev.drover.fault.Finding;
import dev.drover.plan.Plan;
import dev.drover.progress.ProgressJson;
import dev.drover.progress.Report;
import dev.drover.schema.SchemaMapping;
import dev.drover.schema.TableMapping;
import dev.drover.verify.RepairResult;
import dev.drover.verify.TableVerdict;

/**
 * Puts together what a comparison outside the job saw.
 */
final class VerifyReport {

	private final Plan plan;

	private final Instant begun;

	private final List<TableVerdict> verdicts = new ArrayList<>();

	private final List<Finding> findings = new ArrayList<>();

	private final List<Report.RejectReport> rejects = new ArrayList<>();

	VerifyReport(Plan plan, Instant begun) {
		this.plan = plan;
		this.begun = begun;
	}

	Instant begun() {
		return this.begun;
	}

	/** A table that the target does not have: each of its rows is missing. */
	void absent(TableMapping table, Connection from, Engine source) throws SQLException {
		try (Statement statement = from.createStatement();
				ResultSet row = statement
					.executeQuery("SELECT count(*) FROM " + source.dialect().quote(table.source().name()))) {
			row.next();
			long rows = row.getLong(1);
			this.verdicts.add(new TableVerdict(table.name(), rows, 0, 0, Math.max(1, rows), List.of()));
		}
		this.findings.add(new Finding(ErrorCode.DATA_003, Finding.Level.ERROR, table.name(),
				"the target has no table " + table.target().name().display(), "run the migration under a new id"));
	}

	void compared(TableVerdict verdict) {
		this.verdicts.add(verdict);
	}

	void repaired(RepairResult result) {
		this.verdicts.addAll(result.verdicts());
		this.findings.addAll(findings(result));
		this.rejects.addAll(rejects(result));
	}

	/** What a repair did, a finding for each table. */
	static List<Finding> findings(RepairResult result) {
		return result.mended()
			.stream()
			.map((mended) -> new Finding(ErrorCode.DATA_007, Finding.Level.INFO, mended.table(),
					"repaired: " + mended.inserted() + " rows inserted, " + mended.updated() + " updated, "
							+ mended.deleted() + " deleted",
					"nothing to do"))
			.toList();
	}

	private static List<Report.RejectReport> rejects(RepairResult result) {
		return result.refused()
			.stream()
			.map((refused) -> new Report.RejectReport(refused.table(), refused.key(), "", refused.reason()))
			.toList();
	}

	/**
	 * How the comparison ended.
	 * @param rejections rows that the target can't take, and lacks therefore
	 */
	Outcome outcome(SchemaMapping mapping, Rejections rejections) {
		Map<String, Long> left = rejections.records().counts();
		rejections.records().first(Reports.MOST_REJECTS).stream().map(Reports::reject).forEach(this.rejects::add);
		List<Report.TableReport> tables = this.verdicts.stream()
			.map((verdict) -> new Report.TableReport(verdict.table(),
					mapping.table(verdict.table()).target().name().display(), verdict.rowsSource(), 0,
					verdict.rowsVerified(), left.getOrDefault(verdict.table(), 0L), 0, 0, 0,
					verdict.differences()
						.stream()
						.map((difference) -> new Report.DifferenceReport(
								difference.kind().name().toLowerCase(Locale.ROOT), difference.key(),
								difference.columns()))
						.toList()))
			.toList();
		long differences = this.verdicts.stream().mapToLong(TableVerdict::differenceCount).sum();
		DroverException failure = (differences == 0) ? rejections.find()
				: new DroverException(ErrorCode.DATA_003, "source and target differ in " + differences + " rows",
						"the report names them, drover verify --repair mends the target");
		Report.Totals totals = new Report.Totals(this.verdicts.stream().mapToLong(TableVerdict::rowsSource).sum(), 0,
				this.verdicts.stream().mapToLong(TableVerdict::rowsVerified).sum(),
				left.values().stream().mapToLong(Long::longValue).sum(), 0, 0, 0, differences, 0, 0);
		Instant ended = Instant.now();
		Report report = new Report(this.plan.id(), (failure == null) ? "EQUAL" : "DIFFERENT", 0, this.begun.toString(),
				ended.toString(), Duration.between(this.begun, ended).toMillis() / 1000.0,
				this.plan.strategy().type().name().toLowerCase(Locale.ROOT), tables, totals, List.of(),
				new Report.PartitionCount(0, 0, 0), new Report.Sync(0, 0, 0), null,
				this.findings.stream().map(Reports::finding).toList(), this.rejects, List.of());
		return new Outcome((failure == null) ? ExitStatus.DONE : ExitStatus.DIFFERENT, report,
				ProgressJson.indented(report), failure);
	}

}
