package dev.drover.job;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Reject;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.ledger.RejectRecords;
import dev.drover.plan.FailureHandling;
import dev.drover.plan.Plan;
import dev.drover.schema.TableMapping;
import dev.drover.verify.LeftOut;
import dev.drover.verify.RepairResult;
import dev.drover.verify.TableVerdict;

/**
 * Rows that were refused: how many the plan bears, and what follows from them.
 */
final class Rejections {

	/** The partition of rows that were refused when their changes were applied. */
	static final String CHANGED = "apply";

	/** The same on the way back. */
	static final String CHANGED_BACK = "apply back";

	static final Set<String> CHANGES = Set.of(CHANGED, CHANGED_BACK);

	private final Plan plan;

	private final RejectRecords records;

	private final Supplier<String> cure;

	/**
	 * Creates it.
	 * @param cure says what helps against rejects by now
	 */
	Rejections(Plan plan, RejectRecords records, Supplier<String> cure) {
		this.cure = cure;
		this.plan = plan;
		this.records = records;
	}

	RejectRecords records() {
		return this.records;
	}

	/**
	 * Keeps the rejects of a chunk.
	 * @throws LimitPassedException if there are more than the plan bears
	 */
	void keep(String table, String partition, long chunk, List<Reject> rejects) {
		this.records.keep(table, partition, chunk, rejects);
		refuseTooMany(partition, rejects.get(0));
	}

	/**
	 * Keeps a changed row that was refused.
	 * @param partition the direction in which it was to go
	 * @throws LimitPassedException if there are more than the plan bears
	 */
	void keepChanged(String partition, Reject reject) {
		this.records.add(reject.table(), partition, reject);
		refuseTooMany(partition, reject);
	}

	/**
	 * Rows of a table that was brought as a whole were refused, in place of earlier ones.
	 */
	void keepWhole(String partition, String table, List<Reject> rejects) {
		this.records.keep(table, partition, 0, rejects);
		refuseTooMany(partition, rejects.get(rejects.size() - 1));
	}

	private void refuseTooMany(String partition, Reject last) {
		long most = this.plan.limits().maxErrors();
		long seen = this.records.count();
		if (seen > most && !partial()) {
			throw new LimitPassedException(ErrorCode.DATA_002,
					last.told() + " (rejected rows: " + seen + ", limits.max_errors allows " + most + ")",
					partition.equals(CHANGED_BACK) ? "correct the rows at the owner, then the same command again"
							: "correct the rows in the source, or raise limits.max_errors, or exclude the table in scope.tables");
		}
	}

	/** So many more are borne. */
	long borne() {
		return partial() ? Long.MAX_VALUE : Math.max(0, this.plan.limits().maxErrors() - this.records.count());
	}

	/** The rejects of a table, for a comparison to leave them out. */
	Function<TableMapping, LeftOut> leftOut() {
		Map<String, Long> counts = this.records.counts();
		return (table) -> LeftOut.all((each) -> this.records.marks(table.name(), each),
				counts.getOrDefault(table.name(), 0L));
	}

	/**
	 * The rejects of each table that still can't be read, for a repair to leave them out.
	 */
	Map<String, LeftOut> unreadable() {
		Map<String, LeftOut> tables = new HashMap<>();
		this.records.counts()
			.forEach((table, count) -> tables.put(table,
					LeftOut.unreadable((each) -> this.records.marks(table, each), count)));
		return tables;
	}

	/**
	 * After a repair only those are rejects that it met, in tables that are equal now.
	 */
	void settle(Map<String, LeftOut> unreadable, RepairResult result) {
		for (TableVerdict verdict : result.verdicts()) {
			LeftOut left = unreadable.get(verdict.table());
			if (left != null && verdict.equal()) {
				this.records.retain(verdict.table(), left::met);
			}
		}
	}

	/**
	 * Nobody switches to a side that has kept an older state of a row. A plan may do
	 * without rows of its source, but a way back loses nothing.
	 */
	void refuseOlder(String changed) {
		if (changed.equals(CHANGED) && partial()) {
			return;
		}
		List<Reject> first = this.records.first(changed, 1);
		if (!first.isEmpty()) {
			throw new DroverException(ErrorCode.DATA_002,
					first.get(0).told() + " (rejected rows: " + this.records.count(changed)
							+ ", the other side has an older state of them, or none); nothing has changed",
					"drover report " + this.plan.id()
							+ " names them all; correct them at the owner, then the same command again");
		}
	}

	/** Nobody switches to a target that lacks rows without having said that it may. */
	void refuseSwitch() {
		DroverException refusal = find();
		if (refusal != null) {
			throw refusal;
		}
	}

	/** What an operator has to know of rejects at the end, or {@code null}. */
	@Nullable DroverException find() {
		List<Reject> rejects = partial() ? List.of() : this.records.first(1);
		if (rejects.isEmpty()) {
			return null;
		}
		return new DroverException(ErrorCode.DATA_002,
				rejects.get(0).told() + " (rejected rows: " + this.records.count() + ", "
						+ ((this.records.count(CHANGED_BACK) > 0) ? "the other side has an older state of them, or none"
								: "the target lacks them")
						+ ")",
				"drover report " + this.plan.id() + " names them all; " + this.cure.get());
	}

	/** Whether the plan takes what can be had. */
	private boolean partial() {
		return this.plan.failureHandling().type() == FailureHandling.Type.ALLOW_PARTIAL;
	}

}
