package dev.drover.job;

import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import dev.drover.fault.DroverException;
import dev.drover.fault.ExitStatus;
import dev.drover.ledger.MigrationRecord;
import dev.drover.progress.ProgressJson;
import dev.drover.progress.Report;

/**
 * The outcome of a migration that has ended, for somebody who asks again.
 */
final class PastRun {

	private PastRun() {
	}

	static Outcome of(Attempts attempts, MigrationRecord known, Report report) {
		try (MigrationRun run = attempts.newRun(Attempts.accepted(known), "", true)) {
			return of(report, run.rejections().find());
		}
		catch (SQLException ex) {
			throw Diagnosis.of(ex, known.id());
		}
	}

	static Outcome of(Report report, @Nullable DroverException left) {
		return new Outcome((left == null) ? ExitStatus.DONE : ExitStatus.DIFFERENT, report,
				ProgressJson.indented(report), left);
	}

}
