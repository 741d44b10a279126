package dev.drover.job;

import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.drover.copy.HeldTables;
import dev.drover.plan.DataTransfer;
import dev.drover.schema.TableMapping;
import dev.drover.verify.HeldBefore;
import dev.drover.verify.LeftOut;
import dev.drover.verify.Repair;
import dev.drover.verify.RepairResult;
import dev.drover.verify.TableComparison;

/**
 * What the migration's own records say of tables that are to be compared: rows that were
 * rejected, and rows that were there before.
 */
final class ComparedTables {

	private final MigrationRun run;

	private final HeldTables held;

	private final boolean journalled;

	private @Nullable Map<String, LeftOut> unreadable;

	private final Function<TableMapping, LeftOut> leftOut;

	/**
	 * Creates an answer.
	 * @param journalled whether the target still has the journals
	 */
	ComparedTables(MigrationRun run, boolean journalled) {
		this.run = run;
		this.held = run.heldTables();
		this.journalled = journalled;
		this.leftOut = run.rejections().leftOut();
	}

	/** A comparison as the records want it. */
	TableComparison comparison(TableComparison plain, TableMapping table) {
		return plain.leavingOut(this.leftOut.apply(table)).holdingBefore(heldBefore(table));
	}

	/** A repair as the records want it. */
	Repair repair(Repair plain) {
		Map<String, LeftOut> rejects = this.run.rejections().unreadable();
		this.unreadable = rejects;
		return plain.leavingOut((table) -> rejects.getOrDefault(table.name(), LeftOut.NOTHING))
			.holdingBefore(this::heldBefore);
	}

	/** After that repair the rejects are those that are left. */
	void settle(RepairResult result) {
		Map<String, LeftOut> rejects = this.unreadable;
		if (rejects != null) {
			this.run.rejections().settle(rejects, result);
		}
	}

	private @Nullable HeldBefore heldBefore(TableMapping table) {
		if (this.run.plan().data().replace() == DataTransfer.Replace.REFUSE) {
			return null;
		}
		return this.held.of(table)
			.map((journal) -> new HeldBefore(this.journalled ? journal.brought(this.run.target().dialect(),
					this.run.target().dialect().quote(table.target().name())) : "", this.held.replace()))
			.orElse(null);
	}

}
