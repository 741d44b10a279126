package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.ExitStatus;
import dev.drover.fault.Failures;
import dev.drover.ledger.ControlDatabase;
import dev.drover.ledger.Ledger;
import dev.drover.plan.Plan;
import dev.drover.plan.Secrets;
import dev.drover.progress.Progress;
import dev.drover.progress.ProgressJson;
import dev.drover.progress.ProgressListener;
import dev.drover.progress.Report;
import dev.drover.schema.TableMapping;
import dev.drover.schema.Translation;
import dev.drover.verify.TableComparison;
import dev.drover.verify.TableVerdict;

/**
 * Compares two sides at any time, outside the job; changes nothing.
 */
final class StandaloneVerify {

	private final ControlDatabase control;

	private final Ledger ledger;

	private final Map<String, String> environment;

	private final AtomicBoolean stop;

	StandaloneVerify(ControlDatabase control, Ledger ledger, Map<String, String> environment, AtomicBoolean stop) {
		this.stop = stop;
		this.control = control;
		this.ledger = ledger;
		this.environment = environment;
	}

	Outcome of(Plan plan, ProgressListener listener) {
		String begun = Instant.now().toString();
		long nanos = System.nanoTime();
		List<TableVerdict> verdicts = new ArrayList<>();
		try (MigrationRun run = new MigrationRun(plan, Owner.self(), true, new Secrets(this.environment),
				this.control.dataSource(), this.ledger, this.stop)) {
			refuseMissingFiles(run);
			try (Connection from = run.openMoment().connect();
					Connection to = run.target().connect(run.targetEndpoint())) {
				run.mapping(new Translation(run.source(), run.target(), plan).of(run.source().readCatalog(from)));
				to.setAutoCommit(false);
				run.mapping()
					.rowTables()
					.forEach((table) -> run.meter()
						.table(table.name(), table.target().name().display(), table.source().estimatedRows()));
				run.meter().step("verify");
				listener.begun(() -> progress(plan, run, begun, nanos));
				listener.stepBegun("verify");
				for (TableMapping table : run.mapping().rowTables()) {
					TableVerdict verdict = new TableComparison(table, plan.verify(), run, run.source(), from,
							run.target(), to)
						.compare();
					if (verdict == null) {
						throw new DroverException(ErrorCode.DATA_006, "the comparison was stopped",
								"run drover verify again");
					}
					run.meter().verified(table.name(), verdict.rowsVerified(), verdict.differenceCount());
					verdicts.add(verdict);
				}
				to.rollback();
			}
			finally {
				listener.ended();
			}
			return outcome(plan, run, verdicts, begun, (System.nanoTime() - nanos) / 1e9);
		}
		catch (SQLException ex) {
			throw Failures.of(ex, "source or target of " + plan.id(), "comparing", ErrorCode.CONN_004,
					"run drover verify again");
		}
	}

	private static Progress progress(Plan plan, MigrationRun run, String begun, long nanos) {
		return Progress.of(
				new Progress.Frame(plan.id(), "VERIFYING", "VERIFYING", begun, null, Instant.now().toString(),
						(System.nanoTime() - nanos) / 1e9,
						Owner.process(Owner.self(), true, System.currentTimeMillis()), 0, null),
				run.meter().snapshot());
	}

	/** Opening them would make them. */
	private static void refuseMissingFiles(MigrationRun run) {
		run.source()
			.access()
			.missingFile(run.sourceEndpoint())
			.or(() -> run.target().access().missingFile(run.targetEndpoint()))
			.ifPresent((file) -> {
				throw new DroverException(ErrorCode.CONN_003, "the file " + file + " is not there",
						"check the urls in the plan");
			});
	}

	private static Outcome outcome(Plan plan, MigrationRun run, List<TableVerdict> verdicts, String begun,
			double seconds) {
		List<Report.TableReport> tables = verdicts.stream()
			.map((verdict) -> new Report.TableReport(verdict.table(),
					run.mapping().table(verdict.table()).target().name().display(), verdict.rowsSource(), 0,
					verdict.rowsVerified(), 0, 0, 0, 0,
					verdict.differences()
						.stream()
						.map((difference) -> new Report.DifferenceReport(
								difference.kind().name().toLowerCase(Locale.ROOT), difference.key(),
								difference.columns()))
						.toList()))
			.toList();
		long differences = verdicts.stream().mapToLong(TableVerdict::differenceCount).sum();
		Report.Totals totals = new Report.Totals(verdicts.stream().mapToLong(TableVerdict::rowsSource).sum(), 0,
				verdicts.stream().mapToLong(TableVerdict::rowsVerified).sum(), 0, 0, 0, 0, differences, 0, 0);
		Report report = new Report(plan.id(), (differences == 0) ? "EQUAL" : "DIFFERENT", 0, begun,
				Instant.now().toString(), seconds, plan.strategy().type().name().toLowerCase(Locale.ROOT), tables,
				totals, List.of(), new Report.PartitionCount(0, 0, 0), new Report.Sync(0, 0, 0), null, List.of(),
				List.of());
		return new Outcome((differences == 0) ? ExitStatus.DONE : ExitStatus.DIFFERENT, report,
				ProgressJson.indented(report),
				(differences == 0) ? null : "DATA_003 source and target differ in " + differences + " rows");
	}

}
