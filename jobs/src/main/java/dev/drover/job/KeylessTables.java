package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.plan.VerifySettings;
import dev.drover.schema.TableMapping;
import dev.drover.verify.TableComparison;
import dev.drover.verify.TableVerdict;

/**
 * Compares tables without a key, each row as often as it is there. Their changes come as
 * a whole only, so that the two sides are equal only at one moment, or while nobody
 * writes.
 */
final class KeylessTables {

	private static final VerifySettings EVERY_ROW = new VerifySettings(VerifySettings.Level.HASH, 100, false);

	private final MigrationRun run;

	private final List<TableMapping> tables;

	private KeylessTables(MigrationRun run, List<TableMapping> tables) {
		this.run = run;
		this.tables = tables.stream().filter((table) -> table.source().rowKey().isEmpty()).toList();
	}

	/** Those of a migration; those with rejects differ. */
	static KeylessTables of(MigrationRun run) {
		return among(run,
				run.mapping()
					.rowTables()
					.stream()
					.filter((table) -> !run.rejections().records().counts().containsKey(table.name()))
					.toList());
	}

	/** Those among some tables. */
	static KeylessTables among(MigrationRun run, List<TableMapping> tables) {
		return new KeylessTables(run, tables);
	}

	/**
	 * Makes both sides the same at one moment of the side that is followed, and compares
	 * them there.
	 * @param back whether that is the target
	 * @return what differs, for people
	 */
	List<String> atOneMoment(Following following, boolean back, String when) throws SQLException {
		List<String> differing = new ArrayList<>();
		if (this.tables.isEmpty()) {
			following.atOneMoment();
			return differing;
		}
		try (Connection other = (back ? this.run.sourceSide() : this.run.targetSide()).connect()) {
			Following.readApplied(back ? following.forward().from() : following.forward().to(), other);
			following.moments().pauseAt((followed) -> {
				differing.addAll(compare(back ? other : followed, back ? followed : other, when));
				if (!other.getAutoCommit()) {
					other.rollback();
				}
			});
		}
		return differing;
	}

	/**
	 * Compares them.
	 * @param when told with the result
	 * @return what differs, for people
	 */
	List<String> compare(Connection source, Connection target, String when) throws SQLException {
		List<String> differing = new ArrayList<>();
		for (TableMapping table : this.tables) {
			@Nullable TableVerdict verdict = new TableComparison(table, EVERY_ROW, this.run.tally(), this.run.source(), source,
					this.run.target(), target)
				.compare();
			if (verdict == null) {
				throw new StopException();
			}
			VerifyWorker.keep(this.run, verdict);
			this.run.audit("compared", "table " + table.name() + ", which has no key, " + when + ": "
					+ verdict.rowsVerified() + " rows equal, " + verdict.differenceCount() + " different");
			if (!verdict.equal()) {
				differing
					.add("table " + table.name() + ", which has no key, in " + verdict.differenceCount() + " rows");
			}
		}
		return differing;
	}

}
