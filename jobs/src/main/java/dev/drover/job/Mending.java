package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;

import dev.drover.verify.Repair;
import dev.drover.verify.RepairResult;
import dev.drover.verify.TableVerdict;

/**
 * Mends what the job's verify step found, where the plan asks for it.
 */
final class Mending {

	private Mending() {
	}

	/** Mends, and keeps what the comparison after it saw. */
	static void of(MigrationRun run) {
		try (Connection from = run.sourceSide().connect()) {
			run.targetSide().with("repairing rows", (to) -> mend(run, from, to));
		}
		catch (SQLException ex) {
			throw run.sourceSide().failure("repairing rows", ex);
		}
	}

	private static void mend(MigrationRun run, Connection from, Connection to) throws SQLException {
		to.setAutoCommit(false);
		ComparedTables tables = new ComparedTables(run, true);
		RepairResult result = tables
			.repair(new Repair(run.mapping(), run.plan().verify(), run.tally(), run.source(), run.target()))
			.run(from, to);
		to.rollback();
		if (result == null) {
			throw new StopException();
		}
		tables.settle(result);
		VerifyReport.findings(result).forEach(run.work()::addFinding);
		result.verdicts().forEach((verdict) -> VerifyWorker.keep(run, verdict));
		if (result.verdicts().stream().allMatch(TableVerdict::equal)) {
			run.mended();
		}
	}

}
