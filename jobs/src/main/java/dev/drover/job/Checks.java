package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;

import dev.drover.fault.Finding;
import dev.drover.fault.RefusedException;
import dev.drover.inspect.BothSides;
import dev.drover.inspect.DryRun;
import dev.drover.inspect.Inspected;
import dev.drover.inspect.PlanCheck;
import dev.drover.plan.Plan;
import dev.drover.schema.SourceOrphans;

/**
 * Looks at plans and both their sides without changing anything.
 */
final class Checks {

	private final Attempts attempts;

	Checks(Attempts attempts) {
		this.attempts = attempts;
	}

	PlanCheck of(Plan plan) {
		try (MigrationRun run = this.attempts.newRun(plan, Owner.self(), false)) {
			Inspected inspected = PrepareStep.inspect(run, SourceOrphans.Patience.THOROUGH);
			return (run.translated() == null)
					? PlanCheck.withoutTables(plan, run.sourceEndpoint().name(), run.targetEndpoint().name(), inspected)
					: dryRun(run, inspected);
		}
		catch (SQLException ex) {
			throw Diagnosis.of(ex, plan.id());
		}
	}

	private static PlanCheck dryRun(MigrationRun run, Inspected inspected) throws SQLException {
		try (Connection source = run.sides().moment().connect()) {
			return new DryRun(run.plan(),
					new BothSides(run.source(), run.sourceEndpoint(), source, run.target(), run.targetEndpoint()))
				.of(run.mapping(), inspected);
		}
		catch (SQLException ex) {
			if (!inspected.refused()) {
				throw ex;
			}
			// a row that can't be read, for example: the findings say more than the
			// server does
			throw refused(inspected);
		}
	}

	private static RefusedException refused(Inspected inspected) {
		return new RefusedException(
				inspected.findings().stream().filter((finding) -> finding.level() != Finding.Level.INFO).toList());
	}

}
