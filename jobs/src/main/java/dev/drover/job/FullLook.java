package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;

import dev.drover.plan.VerifySettings;
import dev.drover.schema.TableMapping;
import dev.drover.verify.TableComparison;
import dev.drover.verify.TableVerdict;

/**
 * Compares all rows of tables while one side is followed, whatever the plan's level.
 */
final class FullLook {

	private static final VerifySettings HASH = new VerifySettings(VerifySettings.Level.HASH, 100, false);

	private final MigrationRun run;

	private final Following following;

	private final boolean back;

	/**
	 * Creates it.
	 * @param back whether the target is the side that is followed
	 */
	FullLook(MigrationRun run, Following following, boolean back) {
		this.run = run;
		this.following = following;
		this.back = back;
	}

	/**
	 * Compares them, but for those without a key.
	 * @param comparing what each comparison is to leave out
	 * @param seen is told each verdict
	 * @return what differs, for people
	 */
	List<String> differing(List<TableMapping> tables,
			BiFunction<TableComparison, TableMapping, TableComparison> comparing, Consumer<TableVerdict> seen)
			throws SQLException {
		List<String> differing = new ArrayList<>();
		try (Connection from = this.run.sourceSide().connect(); Connection to = this.run.targetSide().connect()) {
			from.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
			Following.readApplied(this.following.forward().to(), to);
			for (TableMapping table : tables) {
				if (table.source().rowKey().isEmpty()) {
					continue;
				}
				TableVerdict verdict = comparing.apply(plain(table, from, to), table).compare();
				if (!to.getAutoCommit()) {
					to.rollback();
				}
				if (verdict == null) {
					throw new StopException();
				}
				seen.accept(verdict);
				if (!verdict.equal()) {
					differing.add(table.name() + " in " + verdict.differenceCount() + " rows");
				}
			}
		}
		return differing;
	}

	private TableComparison plain(TableMapping table, Connection from, Connection to) {
		return new TableComparison(table, HASH, this.run.tally(), this.run.source(), from, this.run.target(), to)
			.recheckingAfter(this.following.moments().barrier(this.back));
	}

}
