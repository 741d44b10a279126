package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.live.Live;
import dev.drover.engine.live.Unit;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Failures;
import dev.drover.fault.Finding;
import dev.drover.fault.RefusedException;
import dev.drover.ledger.ControlDatabase;
import dev.drover.ledger.Ledger;
import dev.drover.phase.Phase;
import dev.drover.plan.Plan;
import dev.drover.plan.Secrets;
import dev.drover.progress.Progress;
import dev.drover.progress.ProgressListener;
import dev.drover.schema.SchemaMapping;
import dev.drover.schema.TableMapping;
import dev.drover.schema.Translation;
import dev.drover.verify.Repair;
import dev.drover.verify.RepairResult;
import dev.drover.verify.TableComparison;
import dev.drover.verify.TableVerdict;

/**
 * Compares two sides at any time, outside the job; changes nothing unless it is to
 * repair.
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
		Instant begun = Instant.now();
		try (MigrationRun run = new MigrationRun(plan, Owner.self(), true, new Secrets(this.environment),
				this.control.dataSource(), this.ledger, this.stop)) {
			MissingFiles.refuse(run);
			try (Connection from = run.sides().openMoment(Following.wanted(run)).connect();
					Connection to = run.target().connect(run.targetEndpoint())) {
				return compare(plan, run, from, to, new VerifyReport(plan, begun), listener);
			}
			finally {
				listener.ended();
			}
		}
		catch (SQLException ex) {
			throw Failures.of(ex, "source or target of " + plan.id(), "comparing", ErrorCode.CONN_004,
					"run drover verify again");
		}
	}

	private static Outcome compare(Plan plan, MigrationRun run, Connection from, Connection to, VerifyReport report,
			ProgressListener listener) throws SQLException {
		SchemaMapping whole = new Translation(run.source(), run.target(), plan).of(run.source().readCatalog(from));
		refuseNothing(whole);
		refuseUnfinished(run, to);
		refuseFollowed(run, to);
		Catalog there = run.target().readCatalog(to);
		to.setAutoCommit(false);
		run.mapping(whole.where((table) -> there.table(table.target().name()).isPresent()));
		for (TableMapping table : whole.rowTables()) {
			run.meter().table(table.name(), table.target().name().display(), table.source().estimatedRows());
			if (there.table(table.target().name()).isEmpty()) {
				report.absent(table, from, run.source());
			}
		}
		run.meter().step("verify");
		listener.begun(() -> progress(plan, run, report.begun()));
		listener.stepBegun("verify");
		ComparedTables tables = new ComparedTables(run,
				run.ledger().find(plan.id()).filter((known) -> known.phase() == Phase.FINALIZED).isEmpty());
		if (plan.verify().repair()) {
			RepairResult result = whole(
					tables.repair(new Repair(run.mapping(), plan.verify(), run.tally(), run.source(), run.target()))
						.run(from, to));
			tables.settle(result);
			report.repaired(result);
			if (run.ledger().find(plan.id()).isPresent()) {
				run.audit("verify", "repaired the target: " + mended(result));
			}
		}
		else {
			for (TableMapping table : run.mapping().rowTables()) {
				TableVerdict verdict = whole(tables
					.comparison(new TableComparison(table, plan.verify(), run.tally(), run.source(), from, run.target(),
							to), table)
					.compare());
				to.rollback();
				run.meter().verified(table.name(), verdict.rowsVerified(), verdict.differenceCount());
				report.compared(verdict);
			}
		}
		to.rollback();
		return report.outcome(whole, run.rejections());
	}

	private static String mended(RepairResult result) {
		long inserted = 0;
		long updated = 0;
		long deleted = 0;
		for (RepairResult.Mended table : result.mended()) {
			inserted += table.inserted();
			updated += table.updated();
			deleted += table.deleted();
		}
		return inserted + " rows inserted, " + updated + " updated, " + deleted + " deleted";
	}

	/** Two sides of which nothing is compared are not equal. */
	private static void refuseNothing(SchemaMapping mapping) {
		if (mapping.rowTables().isEmpty()) {
			throw new RefusedException(
					mapping.findings().stream().filter((finding) -> finding.level() == Finding.Level.ERROR).toList());
		}
	}

	/** What a copy has not brought yet is not missing; it would come a second time. */
	private static void refuseUnfinished(MigrationRun run, Connection to) throws SQLException {
		String id = run.plan().id();
		if (run.plan().verify().repair() && run.checkpoints().open(to)) {
			throw new DroverException(ErrorCode.PLAN_009,
					"migration " + id + " has not copied all its rows yet, which a repair would bring twice",
					"drover status " + id + " says how far it is");
		}
	}

	/**
	 * As long as a side is followed only what is applied writes to the other one; and
	 * what the new owner holds is newer than what the old one does.
	 */
	private static void refuseFollowed(MigrationRun run, Connection to) throws SQLException {
		String id = run.plan().id();
		Live live = run.target().live();
		if (!run.plan().verify().repair()) {
			return;
		}
		if (Following.wanted(run) && RouteSwitch.isMade(run)) {
			throw new DroverException(ErrorCode.PLAN_009,
					run.targetEndpoint().name() + " owns the tables of " + id + " since its switch, and a repair would"
							+ " overwrite what was written there since with what the old side holds",
					"drover verify " + id + " names the rows; write those of " + run.targetEndpoint().name()
							+ " again");
		}
		if (live != null && live.gate(to, Unit.of(id, run.sourceEndpoint().name())).isPresent()) {
			throw new DroverException(ErrorCode.PLAN_009,
					"migration " + id + " keeps " + run.targetEndpoint().name() + " equal by applying changes, and its"
							+ " gate refuses a repair",
					"drover verify " + id + " names the rows; write those of the owner again, which notes them");
		}
	}

	private static <T> T whole(@Nullable T result) {
		if (result == null) {
			throw new DroverException(ErrorCode.DATA_006, "the comparison was stopped", "run drover verify again");
		}
		return result;
	}

	private static Progress progress(Plan plan, MigrationRun run, Instant begun) {
		return Progress.of(
				new Progress.Frame(plan.id(), "VERIFYING", "VERIFYING", begun.toString(), null,
						Instant.now().toString(), Duration.between(begun, Instant.now()).toMillis() / 1000.0,
						Owner.process(Owner.self(), true, System.currentTimeMillis()), 0, 0, null),
				run.meter().snapshot());
	}

}
