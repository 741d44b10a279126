package dev.drover.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Engine;
import dev.drover.engine.value.Row;
import dev.drover.fault.FaultPoints;
import dev.drover.plan.VerifySettings;
import dev.drover.schema.SchemaMapping;
import dev.drover.schema.TableMapping;

/**
 * Mends the target: inserts what is missing, deletes what is extra, sets the columns that
 * differ, and compares again until nothing differs or nothing more can be mended. Every
 * transaction leaves the target nearer to the source, so that a killed repair only has to
 * be called again.
 */
public final class Repair {

	private static final int BATCH = 500;

	private final FaultPoints faults = FaultPoints.installed();

	private final SchemaMapping mapping;

	private final VerifySettings settings;

	private final VerifyListener listener;

	private final Engine source;

	private final Engine target;

	private Function<TableMapping, @Nullable HeldBefore> heldBefore = (table) -> null;

	private Function<TableMapping, LeftOut> leftOut = (table) -> LeftOut.NOTHING;

	private final Map<String, long[]> done = new LinkedHashMap<>();

	private final Map<RowChange, RepairResult.Refused> refused = new LinkedHashMap<>();

	public Repair(SchemaMapping mapping, VerifySettings settings, VerifyListener listener, Engine source,
			Engine target) {
		this.mapping = mapping;
		this.settings = settings;
		this.listener = listener;
		this.source = source;
		this.target = target;
	}

	/** Leaves rows of the source out. */
	public Repair leavingOut(Function<TableMapping, LeftOut> rows) {
		this.leftOut = rows;
		return this;
	}

	/**
	 * Compares tables that held rows before as such, and mends none of them: what was
	 * there before can't be told from what came.
	 */
	public Repair holdingBefore(Function<TableMapping, @Nullable HeldBefore> tables) {
		this.heldBefore = tables;
		return this;
	}

	/**
	 * Compares and mends.
	 * @param from a connection to the source
	 * @param to a connection to the target, autocommit off
	 * @return what the last comparison saw and what was done, or {@code null} after a
	 * stop
	 */
	public @Nullable RepairResult run(Connection from, Connection to) throws SQLException {
		Map<String, TableVerdict> verdicts = new LinkedHashMap<>();
		long before = Long.MAX_VALUE;
		while (true) {
			ChangeQueue queue = new ChangeQueue();
			for (TableMapping table : ForeignKeyOrder.parentsFirst(this.mapping.rowTables())) {
				HeldBefore held = this.heldBefore.apply(table);
				TableComparison comparison = new TableComparison(table, this.settings, this.listener, this.source, from,
						this.target, to)
					.leavingOut(this.leftOut.apply(table))
					.holdingBefore(held);
				TableVerdict verdict = ((held == null) ? comparison.passingOn(queue.of(table)) : comparison).compare();
				to.rollback();
				if (verdict == null) {
					return null;
				}
				verdicts.put(table.name(), verdict);
			}
			long now = verdicts.values().stream().mapToLong(TableVerdict::differenceCount).sum();
			// a trigger in the target may undo what is mended: then it ends here
			if (now == 0 || now >= before || mend(to, queue.changes()) == 0) {
				return result(verdicts);
			}
			before = now;
		}
	}

	private RepairResult result(Map<String, TableVerdict> verdicts) {
		List<RepairResult.Mended> mended = new ArrayList<>();
		this.done.forEach(
				(table, counts) -> mended.add(new RepairResult.Mended(table, counts[Difference.Kind.MISSING.ordinal()],
						counts[Difference.Kind.CHANGED.ordinal()], counts[Difference.Kind.EXTRA.ordinal()])));
		List<TableVerdict> inOrder = this.mapping.rowTables()
			.stream()
			.map((table) -> verdicts.get(table.name()))
			.filter((verdict) -> verdict != null)
			.toList();
		return new RepairResult(inOrder, mended, List.copyOf(this.refused.values()));
	}

	/**
	 * Rows are put in place from parents to children, then taken away from children to
	 * parents; what a constraint refused is tried again as long as others succeed.
	 */
	private long mend(Connection to, Map<TableMapping, List<RowChange>> changes) throws SQLException {
		long mended = 0;
		long before;
		Map<TableMapping, List<RowChange>> open = new LinkedHashMap<>(changes);
		List<TableMapping> backwards = new ArrayList<>(open.keySet());
		Collections.reverse(backwards);
		do {
			before = mended;
			this.refused.clear();
			for (TableMapping table : List.copyOf(open.keySet())) {
				mended += apply(to, table, open, false);
			}
			for (TableMapping table : backwards) {
				mended += apply(to, table, open, true);
			}
		}
		while (mended > before && !this.refused.isEmpty());
		for (Map.Entry<TableMapping, List<RowChange>> table : open.entrySet()) {
			mended += loosened(to, table.getKey(), table.getValue());
		}
		return mended;
	}

	/**
	 * Rows that refer to each other in a circle go in without their references; the next
	 * comparison finds them changed, and then all of them are there.
	 */
	private long loosened(Connection to, TableMapping table, List<RowChange> left) throws SQLException {
		List<Integer> references = ForeignKeyOrder.nullableReferences(table);
		List<RowChange> loosened = new ArrayList<>();
		for (RowChange change : left) {
			Row row = change.row().withNullAt(references);
			if (change.kind() == Difference.Kind.MISSING && row != change.row()) {
				loosened.add(new RowChange(Difference.Kind.MISSING, row, List.of()));
			}
		}
		if (loosened.isEmpty()) {
			return 0;
		}
		this.target.beginWrite(to);
		this.target.checkConstraintsAtOnce(to);
		List<RowChange> still = split(to, new TargetChanges(this.target, to, table), table, loosened);
		this.target.makeDurable(to);
		to.commit();
		return (long) loosened.size() - still.size();
	}

	private long apply(Connection to, TableMapping table, Map<TableMapping, List<RowChange>> open, boolean deletes)
			throws SQLException {
		List<RowChange> all = open.getOrDefault(table, List.of());
		List<RowChange> turn = all.stream().filter((change) -> change.deletes() == deletes).toList();
		List<RowChange> left = new ArrayList<>(all.stream().filter((change) -> change.deletes() != deletes).toList());
		TargetChanges target = new TargetChanges(this.target, to, table);
		for (int from = 0; from < turn.size(); from += BATCH) {
			this.target.beginWrite(to);
			this.target.checkConstraintsAtOnce(to);
			left.addAll(split(to, target, table, turn.subList(from, Math.min(turn.size(), from + BATCH))));
			this.target.makeDurable(to);
			this.faults.reached("repair.before-commit");
			to.commit();
			this.faults.reached("repair.after-commit");
		}
		open.put(table, left);
		return (long) all.size() - left.size();
	}

	/** Halves what a constraint refuses until only the refused rows are left. */
	private List<RowChange> split(Connection to, TargetChanges target, TableMapping table, List<RowChange> changes)
			throws SQLException {
		Savepoint before = to.setSavepoint();
		try {
			target.apply(changes);
			to.releaseSavepoint(before);
			count(table, changes);
			return List.of();
		}
		catch (SQLException ex) {
			if (!this.target.violatesConstraint(ex)) {
				throw ex;
			}
			to.rollback(before);
			if (changes.size() == 1) {
				this.refused.put(changes.get(0), new RepairResult.Refused(table.name(), key(table, changes.get(0)),
						String.valueOf(ex.getMessage()).lines().findFirst().orElse("SQLSTATE " + ex.getSQLState())));
				return changes;
			}
		}
		int half = changes.size() / 2;
		List<RowChange> left = new ArrayList<>(split(to, target, table, changes.subList(0, half)));
		left.addAll(split(to, target, table, changes.subList(half, changes.size())));
		return left;
	}

	private static String key(TableMapping table, RowChange change) {
		List<Integer> key = table.keyPositions();
		return SideReader.display(change.row(),
				key.isEmpty() ? IntStream.range(0, table.columns().size()).boxed().toList() : key);
	}

	private void count(TableMapping table, List<RowChange> changes) {
		long[] counts = this.done.computeIfAbsent(table.name(), (name) -> new long[Difference.Kind.values().length]);
		changes.forEach((change) -> counts[change.kind().ordinal()]++);
	}

}
