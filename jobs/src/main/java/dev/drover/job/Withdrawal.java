package dev.drover.job;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Table;
import dev.drover.fault.DroverException;
import dev.drover.fault.RefusedException;
import dev.drover.ledger.TableRecord;

/**
 * Takes back what an attempt created before its first row, so that the same id can run
 * with a corrected plan.
 */
final class Withdrawal {

	private final MigrationRun former;

	private Withdrawal(MigrationRun former) {
		this.former = former;
	}

	/**
	 * Drops the former plan's tables that are still empty, and forgets its partitions.
	 * @throws RefusedException if its target can't be reached
	 */
	static void of(MigrationRun former) {
		if (former.work().tables().isEmpty()) {
			return;
		}
		if (former.target().access().missingFile(former.targetEndpoint()).isEmpty()) {
			try {
				former.targetSide()
					.with("dropping the empty tables of the former plan", new Withdrawal(former)::dropTables);
			}
			catch (DroverException ex) {
				throw new RefusedException(ex, former.targetEndpoint().name());
			}
		}
		former.work().forget();
	}

	private void dropTables(Connection target) throws SQLException {
		Catalog there = this.former.target().readCatalog(target);
		List<TableRecord> created = new ArrayList<>(
				this.former.work().tables().stream().filter(TableRecord::created).toList());
		Collections.reverse(created);
		for (TableRecord record : created) {
			Optional<Table> table = there.tables()
				.stream()
				.filter((seen) -> seen.name().display().equals(record.targetName()))
				.findFirst();
			if (table.isPresent()) {
				dropIfEmpty(target, this.former.target().dialect().quote(table.get().name()));
			}
		}
		FinishSteps.removeCheckpoints(this.former, target);
	}

	private static void dropIfEmpty(Connection target, String table) throws SQLException {
		try (Statement statement = target.createStatement()) {
			boolean empty;
			try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
				empty = row.next() && row.getLong(1) == 0;
			}
			if (empty) {
				statement.execute("DROP TABLE " + table);
			}
		}
	}

}
