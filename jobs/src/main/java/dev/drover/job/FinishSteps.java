package dev.drover.job;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.fault.RefusedException;
import dev.drover.ledger.TableRecord;
import dev.drover.phase.Phase;
import dev.drover.plan.CutoverSettings;
import dev.drover.plan.FailureHandling;
import dev.drover.plan.VerifySettings;
import dev.drover.schema.ExistingForeignKeys;
import dev.drover.schema.SideBySide;
import dev.drover.schema.TableMapping;
import dev.drover.schema.TargetRecord;

/**
 * The manager's steps after the copy.
 */
final class FinishSteps {

	private FinishSteps() {
	}

	/**
	 * Takes the checkpoints' figures over, then creates keys, indexes and foreign keys.
	 */
	static void finishSchema(MigrationRun run) {
		// after a stop or a failure behind the copy, a restart comes here without it
		run.enter(Phase.COPYING);
		if (run.switched()) {
			return;
		}
		run.targetSide().with("creating keys and indexes", (target) -> {
			TakeOver.of(run, target);
			run.reached("finish-schema.taken-over");
			TargetRecord record = run.targetRecords().get();
			// tables that were there are used as they are
			List<Finding> findings = new ArrayList<>(LiveSteps.finished(run, target,
					(creation) -> creation.finish(run.mapping(), Set.copyOf(record.tables())::contains, run.force(),
							new SideBySide(run.target(), run.targetSide()::connect, run.plan().copy().parallelism()))));
			findings.addAll(new ExistingForeignKeys(run.target(), target, run.faults()).restore(run.mapping(), record,
					run.force()));
			findings.forEach(run.work()::addFinding);
			if (!findings.isEmpty() && !run.force()) {
				throw new RefusedException(findings);
			}
		});
		Following following = run.following();
		if (following != null) {
			following.guard();
		}
	}

	/** With a snapshot there is nothing to follow. */
	static void catchUp(MigrationRun run) {
		run.enter(Phase.CATCHING_UP);
		run.reached("catch-up.entered");
		Following following = run.following();
		if (following != null && !run.switched()) {
			LiveSteps.catchUp(run, following);
		}
	}

	/** Nothing is switched while the two sides differ. */
	static void prepareCutover(MigrationRun run) {
		if (!run.equal() && run.plan().verify().repair() && run.following() == null) {
			Mending.of(run);
		}
		if (!run.equal()) {
			refuseDifferent(run);
		}
		Following following = run.following();
		if (run.plan().cutover().gate() == CutoverSettings.Gate.AUTO && run.rejections().find() != null) {
			if (following != null && !run.switched()) {
				// what was mended meanwhile may be noted and not applied yet; tables
				// without
				// a key are brought for such a moment only
				following.atOneMoment();
			}
			run.rejections().refuseSwitch();
		}
		if (run.plan().cutover().gate() != CutoverSettings.Gate.NEVER) {
			if (following != null && !run.switched()) {
				LiveSteps.prepare(run, following);
			}
			run.enter(Phase.READY);
			run.reached("cutover-prepare.ready");
		}
	}

	private static void refuseDifferent(MigrationRun run) {
		long differences = run.work().tables().stream().mapToLong(TableRecord::differenceCount).sum();
		long most = run.plan().limits().maxValidationFailures();
		String hint = "drover report " + run.plan().id() + " names the rows";
		// rejected rows that were corrected in the source since are missing until a
		// repair
		long unborne = differences - run.rejections().records().count();
		if (unborne > most && run.plan().failureHandling().type() != FailureHandling.Type.ALLOW_PARTIAL) {
			throw new LimitPassedException(ErrorCode.CUT_002, "source and target differ in " + differences
					+ " rows, limits.max_validation_failures allows " + most, hint);
		}
		throw new DroverException(ErrorCode.CUT_002, "source and target differ, the cutover is refused", hint);
	}

	/** Counts what was copied once more, where nothing is switched. */
	static void validate(MigrationRun run) {
		boolean switches = run.plan().cutover().gate() != CutoverSettings.Gate.NEVER;
		if (switches) {
			run.enter(Phase.VALIDATING);
			run.reached("post-verify.entered");
		}
		Following following = run.following();
		if (following != null) {
			LiveSteps.validate(run, following);
		}
		else if (!switches) {
			TargetCount.require(run);
		}
	}

	/**
	 * Leaves the target as found, but for the data. The phase comes first: without it, a
	 * kill after the checkpoints are gone would look like a copy that never began. What
	 * the steps before it did is safe by then, since a restart would not look at it
	 * again.
	 */
	static void cleanUp(MigrationRun run) {
		run.reached("cleanup.before-completed");
		Following following = run.following();
		if (following != null && run.plan().cutover().gate() == CutoverSettings.Gate.NEVER) {
			following.close();
			LiveRemoval.of(run);
			LiveRemoval.bringBackAtTarget(run);
		}
		run.enter(Phase.COMPLETED);
		run.reached("cleanup.completed");
		removeCheckpoints(run);
		run.reached("cleanup.removed");
	}

	/** Removes Drover's objects from the target; may be repeated. */
	static void removeCheckpoints(MigrationRun run) {
		run.targetSide().with("removing Drover's tables", (target) -> removeCheckpoints(run, target));
	}

	static void removeCheckpoints(MigrationRun run, Connection target) throws SQLException {
		if (run.checkpoints().exist(target)) {
			run.checkpoints().remove(target);
		}
	}

}
