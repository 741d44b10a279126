package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.drover.ledger.DifferenceRecord;
import dev.drover.schema.TableMapping;
import dev.drover.verify.TableComparison;
import dev.drover.verify.TableVerdict;

/**
 * Compares one table and keeps the verdict.
 */
final class VerifyWorker implements PartitionWork {

	@Override
	public void run(MigrationRun run, String table) throws SQLException {
		TableMapping mapping = run.mapping().table(table);
		@Nullable TableVerdict verdict;
		try (Connection from = run.moment().connect(); Connection to = run.target().connect(run.targetEndpoint())) {
			to.setAutoCommit(false);
			verdict = new TableComparison(mapping, run.plan().verify(), run, run.source(), from, run.target(), to)
				.compare();
			to.rollback();
		}
		if (verdict == null) {
			return;
		}
		List<DifferenceRecord> differences = verdict.differences()
			.stream()
			.map((difference) -> new DifferenceRecord(table, difference.kind().name().toLowerCase(Locale.ROOT),
					difference.key(), String.join(",", difference.columns())))
			.toList();
		run.work().verified(table, verdict.rowsVerified(), verdict.differenceCount(), differences);
		run.meter().verified(table, verdict.rowsVerified(), verdict.differenceCount());
		if (!verdict.equal()) {
			run.differ();
		}
	}

}
