package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.ledger.DifferenceRecord;
import dev.drover.ledger.TableRecord;
import dev.drover.progress.ProgressJson;
import dev.drover.schema.TableMapping;
import dev.drover.verify.Barrier;
import dev.drover.verify.HotKeys;
import dev.drover.verify.TableComparison;
import dev.drover.verify.TableVerdict;

/**
 * Compares the tables of a group and keeps the verdicts.
 */
final class VerifyWorker implements PartitionWork {

	private volatile Map<String, List<String>> groups = Map.of();

	private volatile Map<String, Long> sizes = Map.of();

	/** The partitions of the step; to be called before any of them is run. */
	List<String> partitions(MigrationRun run) {
		this.groups = run.switched() ? Map.of() : VerifyGroups.of(run);
		// as the copy has found them
		this.sizes = run.work()
			.tables()
			.stream()
			.collect(Collectors.toMap(TableRecord::name, (table) -> table.bytes() + Math.max(0, table.rowsSource())));
		return List.copyOf(this.groups.keySet());
	}

	@Override
	public void run(MigrationRun run, String group) throws SQLException {
		Following following = run.following();
		compare(run, this.groups.getOrDefault(group, List.of()),
				(following == null) ? null : following.moments().barrier(false));
	}

	/** Bytes, and rows where they hold next to none. */
	@Override
	public long weight(String group) {
		return this.groups.getOrDefault(group, List.of())
			.stream()
			.mapToLong((table) -> this.sizes.getOrDefault(table, 0L))
			.sum();
	}

	/** The tables of the group. */
	@Override
	public String content(String group) {
		return ProgressJson.compact(this.groups.getOrDefault(group, List.of()));
	}

	/**
	 * Compares tables.
	 * @param barrier lets what was noted before be applied, or {@code null} where nothing
	 * is followed
	 */
	static void compare(MigrationRun run, List<String> names, @Nullable Barrier barrier) throws SQLException {
		ComparedTables tables = new ComparedTables(run, true);
		try (Connection from = run.sourceSide().connect(); Connection to = run.targetSide().connect()) {
			for (String table : names) {
				TableVerdict verdict = run.halt().requested() ? null
						: compare(run, tables, run.mapping().table(table), from, to, barrier);
				if (verdict == null) {
					return;
				}
				keep(run, verdict);
				if (!verdict.equal()) {
					run.differ();
				}
			}
		}
	}

	static void keep(MigrationRun run, TableVerdict verdict) {
		List<DifferenceRecord> differences = verdict.differences()
			.stream()
			.map((difference) -> new DifferenceRecord(verdict.table(),
					difference.kind().name().toLowerCase(Locale.ROOT), difference.key(), difference.columns()))
			.toList();
		if (!run.plan().verify().everyRow()) {
			// of a sample the rows that both sides have to hold are known from here only
			run.work()
				.rowsSource(verdict.table(),
						verdict.rowsSource() + run.rejections().records().counts().getOrDefault(verdict.table(), 0L));
		}
		TableMapping mapping = run.mapping().table(verdict.table());
		// without a key no row can be looked at alone
		List<String> hot = mapping.keyPositions().isEmpty() ? List.of()
				: verdict.hot().stream().map((row) -> HotKeys.text(mapping, row)).toList();
		run.work().verified(verdict.table(), verdict.rowsVerified(), verdict.differenceCount(), differences, hot);
		if (!verdict.hot().isEmpty()) {
			run.work()
				.addFinding(new Finding(ErrorCode.DATA_009, Finding.Level.INFO, verdict.table(), verdict.hot().size()
						+ " rows of table " + verdict.table()
						+ " changed each time they were compared, and are unresolved: neither equal nor different",
						"nothing: the switch compares them while nobody writes"));
		}
		if (verdict.unsettled()) {
			run.work()
				.addFinding(new Finding(ErrorCode.DATA_009, Finding.Level.INFO, verdict.table(), "the rows of table "
						+ verdict.table()
						+ " changed in number each time they were counted, and are unresolved: neither equal nor different",
						"nothing if the table is small: the switch counts it while nobody writes; else compare it by"
								+ " verify: {level: hash}"));
		}
		run.meter().verified(verdict.table(), verdict.rowsVerified(), verdict.differenceCount());
	}

	private static @Nullable TableVerdict compare(MigrationRun run, ComparedTables tables, TableMapping mapping,
			Connection from, Connection to, @Nullable Barrier barrier) throws SQLException {
		try {
			Following following = run.following();
			if (following == null) {
				to.setAutoCommit(false);
			}
			else {
				Following.readApplied(following.forward().to(), to);
			}
			TableComparison comparison = tables.comparison(new TableComparison(mapping, run.plan().verify(),
					run.tally(), run.source(), from, run.target(), to), mapping);
			TableVerdict verdict = ((barrier == null) ? comparison : comparison.recheckingAfter(barrier)).compare();
			run.reached("verify.compared");
			if (!to.getAutoCommit()) {
				to.rollback();
			}
			return verdict;
		}
		catch (SQLException ex) {
			// both are read at once; a connection that is closed is the one that failed
			Side side = from.isClosed() ? run.sourceSide() : run.targetSide();
			if (from.isClosed() || to.isClosed()) {
				throw side.failure("comparing table " + mapping.name(), ex);
			}
			throw ex;
		}
	}

}
