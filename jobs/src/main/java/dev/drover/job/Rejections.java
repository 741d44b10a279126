package dev.drover.job;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

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

	private final Plan plan;

	private final RejectRecords records;

	Rejections(Plan plan, RejectRecords records) {
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
		long most = this.plan.limits().maxErrors();
		long seen = this.records.count();
		if (seen > most && !partial()) {
			throw new LimitPassedException(ErrorCode.DATA_002,
					rejects.get(0).told() + " (rejected rows: " + seen + ", limits.max_errors allows " + most + ")",
					"correct the rows in the source, or raise limits.max_errors, or exclude the table in scope.tables");
		}
	}

	/** The rejects of each table, for a comparison to leave them out. */
	Function<TableMapping, LeftOut> leftOut() {
		Map<String, LeftOut> tables = all().stream()
			.collect(Collectors.groupingBy(Reject::table,
					Collectors.collectingAndThen(Collectors.toList(), LeftOut::new)));
		return (table) -> tables.getOrDefault(table.name(), LeftOut.NOTHING);
	}

	/**
	 * The rejects of each table that still can't be read, for a repair to leave them out.
	 */
	Map<String, LeftOut> unreadable() {
		return all().stream()
			.collect(Collectors.groupingBy(Reject::table, Collectors.collectingAndThen(Collectors.toList(),
					(rejects) -> new LeftOut(rejects).unreadableOnes())));
	}

	/**
	 * After a repair only those are rejects that it met, in tables that are equal now.
	 */
	void settle(Map<String, LeftOut> unreadable, RepairResult result) {
		for (TableVerdict verdict : result.verdicts()) {
			LeftOut left = unreadable.get(verdict.table());
			if (left != null && verdict.equal()) {
				this.records.retain(verdict.table(), left.met());
			}
		}
	}

	/** Most migrations have none, and are asked often. */
	private List<Reject> all() {
		return (this.records.count() == 0) ? List.of() : this.records.all();
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
		List<Reject> rejects = partial() ? List.of() : this.records.all();
		if (rejects.isEmpty()) {
			return null;
		}
		return new DroverException(ErrorCode.DATA_002,
				rejects.get(0).told() + " (rejected rows: " + rejects.size() + ", the target lacks them)",
				"drover report " + this.plan.id() + " names them all; correct them in the source, then drover verify "
						+ this.plan.id() + " --repair");
	}

	/** Whether the plan takes what can be had. */
	private boolean partial() {
		return this.plan.failureHandling().type() == FailureHandling.Type.ALLOW_PARTIAL;
	}

}
