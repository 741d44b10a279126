package dev.drover.job;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.drover.copy.CopiedTable;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.ledger.TableRecord;
import dev.drover.plan.VerifySettings;
import dev.drover.schema.TableMapping;

/**
 * Takes the figures of the target's checkpoints over, once the copy is complete, and
 * holds them against what was counted at the source.
 */
final class TakeOver {

	private final MigrationRun run;

	private TakeOver(MigrationRun run) {
		this.run = run;
	}

	static void of(MigrationRun run, Connection target) throws SQLException {
		TakeOver takeOver = new TakeOver(run);
		Map<String, CopiedTable> copied = run.checkpoints().byTable(target);
		for (TableRecord table : run.work().tables()) {
			takeOver.table(table, copied.get(table.name()));
		}
	}

	private void table(TableRecord table, @Nullable CopiedTable seen) {
		if (seen == null || !seen.done()) {
			throw new DroverException(ErrorCode.COPY_004,
					"the target's checkpoints say that table " + table.name() + " is not complete",
					"drover restart " + this.run.plan().id());
		}
		this.run.work().copied(table.name(), seen.rowsOfAllAttempts(), seen.bytes());
		this.run.meter().checkpoints(table.name(), seen.rows(), seen.rowsOfAllAttempts(), seen.bytes());
		this.run.rejections().records().skipped(table.name(), seen.rowsSkipped());
		if (seen.rowsRead() == table.rowsSource()) {
			return;
		}
		if (this.run.following() != null) {
			this.run.work().rowsSource(table.name(), seen.rowsRead());
			return;
		}
		if (!verifyDecides()) {
			throw new DroverException(ErrorCode.COPY_003,
					"table " + table.name() + ": " + seen.rowsRead() + " rows were read, " + table.rowsSource()
							+ " were counted at the source",
					"the source was written to meanwhile; begin again under a new id with a quiet source");
		}
		try (Connection source = this.run.sourceSide().connect()) {
			this.run.work().rowsSource(table.name(), count(source, this.run.mapping().table(table.name())));
		}
		catch (SQLException ex) {
			throw this.run.sourceSide().failure("counting table " + table.name(), ex);
		}
	}

	/**
	 * After a restart the rows are of more than one moment, and only the comparison can
	 * tell whether the source was written to between them.
	 */
	private boolean verifyDecides() {
		VerifySettings.Level level = this.run.plan().verify().level();
		return level != VerifySettings.Level.NONE
				&& this.run.work().findings().stream().anyMatch((finding) -> finding.code() == ErrorCode.DATA_005);
	}

	private long count(Connection source, TableMapping table) throws SQLException {
		try (Statement statement = source.createStatement();
				ResultSet row = statement
					.executeQuery("SELECT count(*) FROM " + this.run.source().rowsOf(source, table.source().name()))) {
			row.next();
			return row.getLong(1);
		}
	}

}
