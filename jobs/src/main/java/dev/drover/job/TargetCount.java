package dev.drover.job;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.ledger.TableRecord;
import dev.drover.plan.VerifySettings;
import dev.drover.schema.TableMapping;

/**
 * Counts the target's rows once more before anybody else writes there.
 */
final class TargetCount {

	private TargetCount() {
	}

	/**
	 * Counts, unless the plan wants no comparison.
	 * @throws DroverException DATA_003 if a table holds other than what was copied
	 */
	static void require(MigrationRun run) {
		if (run.plan().verify().level() != VerifySettings.Level.NONE) {
			run.targetSide().with("counting rows", (target) -> count(run, target));
		}
	}

	private static void count(MigrationRun run, Connection target) throws SQLException {
		Map<String, Long> rejected = run.rejections().records().counts();
		boolean whole = run.plan().verify().everyRow();
		try (Statement statement = target.createStatement()) {
			for (TableRecord table : run.work().tables()) {
				TableMapping mapping = run.mapping().table(table.name());
				if (run.heldTables().of(mapping).isPresent()) {
					continue;
				}
				try (ResultSet row = statement
					.executeQuery("SELECT count(*) FROM " + run.target().rowsOf(target, mapping.target().name()))) {
					row.next();
					// rows that were corrected on both sides since the copy are in the
					// comparison's figure only
					long expected = whole ? table.rowsVerified()
							: table.rowsSource() - rejected.getOrDefault(table.name(), 0L);
					if (row.getLong(1) != expected) {
						throw new DroverException(ErrorCode.DATA_003,
								"table " + table.name() + " holds " + row.getLong(1)
										+ " rows in the target, expected are " + expected,
								"drover verify " + run.plan().id());
					}
				}
			}
		}
	}

}
