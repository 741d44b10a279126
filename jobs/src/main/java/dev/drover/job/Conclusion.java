package dev.drover.job;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.ExitStatus;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.MigrationRecord;
import dev.drover.phase.Phase;
import dev.drover.plan.FailureHandling;

/**
 * What follows from how the job ended.
 *
 * @param run the attempt
 * @param status the exit status
 * @param failure what an operator should read, or {@code null} if it ended well
 */
record Conclusion(MigrationRun run, ExitStatus status, @Nullable DroverException failure) {

	/** Enters the phase in which the job left the migration. */
	static Conclusion of(MigrationRun run, JobExecution execution, Ledger ledger) {
		String id = run.plan().id();
		if (execution.getStatus() == BatchStatus.COMPLETED) {
			return completed(run);
		}
		if (execution.getStatus() == BatchStatus.STOPPED && run.failure() == null && run.halt().stopWanted()) {
			ledger.move(id, run.halt().phase(), run.owner());
			return new Conclusion(run, ExitStatus.STOPPED, null);
		}
		// outside the steps only Spring Batch's own bookkeeping can fail
		execution.getAllFailureExceptions().forEach((failure) -> run.failed(Diagnosis.of(failure, run)));
		run.failed(new DroverException(ErrorCode.COPY_005, "the job ended " + execution.getStatus(),
				"drover restart " + id));
		MigrationRecord known = ledger.find(id).orElseThrow();
		if (known.phase() != Phase.COMPLETED) {
			ledger.move(id, Phase.FAILED, run.owner());
		}
		DroverException failure = run.failure();
		return new Conclusion(run, status(run, known.begun(), failure), failure);
	}

	/** What was rejected is never passed over in silence. */
	static Conclusion completed(MigrationRun run) {
		DroverException rejects = run.rejections().find();
		return new Conclusion(run, (rejects == null) ? ExitStatus.DONE : ExitStatus.DIFFERENT, rejects);
	}

	/**
	 * One that has begun goes on by the same command once a server is back that is away:
	 * whoever repeats it must not be told that there is no use in it.
	 */
	private static ExitStatus status(MigrationRun run, boolean begun, @Nullable DroverException failure) {
		if (!run.prepared()) {
			return (begun && failure != null && ServerAway.is(failure)) ? ExitStatus.FAILED : ExitStatus.REFUSED;
		}
		return (failure != null && failure.code().exitStatus() == ExitStatus.DIFFERENT) ? ExitStatus.DIFFERENT
				: ExitStatus.FAILED;
	}

	String message() {
		return (this.failure == null) ? "" : this.failure.what();
	}

	/** Keeps the standby until this process is to stop; the switch stays what it is. */
	static Conclusion keeping(MigrationRun run) {
		try {
			Standby.keep(run);
			return completed(run);
		}
		catch (DroverException ex) {
			return new Conclusion(run, ExitStatus.FAILED, ex);
		}
	}

	/** More of what has run out already does not come by trying again. */
	boolean mayTryAgain() {
		return limitPassed() && this.failure != null && this.failure.code() != ErrorCode.TIME_001;
	}

	private boolean limitPassed() {
		return this.run.prepared() && this.failure instanceof LimitPassedException
				&& this.run.phase() != Phase.COMPLETED
				&& this.run.plan().failureHandling().type() != FailureHandling.Type.ALLOW_PARTIAL;
	}

	/** What the plan's {@code failure_handling} makes of it. */
	Conclusion handled() {
		DroverException reason = this.failure;
		if (reason == null || !limitPassed()) {
			return this;
		}
		if (!Following.wanted(this.run) && RouteSwitch.isMade(this.run)) {
			// what was written there since is nowhere else
			String owner = this.run.targetEndpoint().name();
			return new Conclusion(
					this.run, this.status, new DroverException(reason.code(),
							reason.what() + "; " + owner + " is the owner and stays it", "drover restart "
									+ this.run.plan().id() + ", or drover rollback if nothing was written there",
							reason));
		}
		try {
			Rollback.of(this.run);
			return new Conclusion(this.run, ExitStatus.ROLLED_BACK,
					new DroverException(reason.code(),
							reason.what() + "; rolled back: the source is the owner and nothing is lost",
							"mend that or raise the limit, then run the plan under another id", reason));
		}
		catch (DroverException ex) {
			return new Conclusion(this.run, ExitStatus.FAILED, new DroverException(ex.code(),
					"to be rolled back since " + reason.what() + "; " + ex.what(), ex.hint(), ex));
		}
	}

}
