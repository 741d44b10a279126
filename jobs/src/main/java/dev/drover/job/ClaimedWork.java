package dev.drover.job;

import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.integration.partition.StepExecutionRequest;

import dev.drover.fault.DroverException;
import dev.drover.ledger.ClaimRecord;
import dev.drover.ledger.Claims;
import dev.drover.ledger.ControlLoss;
import dev.drover.ledger.HeldClaim;
import dev.drover.progress.Work;

/**
 * One partition that this worker holds, from its claim to the moment it is given back.
 */
final class ClaimedWork {

	private final Claims claims;

	private final MigrationRun run;

	private final String migration;

	private final String step;

	private final ClaimRecord claim;

	private final String worker;

	private final ControlWait wait;

	private final AtomicBoolean brought = new AtomicBoolean();

	private volatile boolean lost;

	ClaimedWork(Claims claims, MigrationRun run, String step, ClaimRecord claim, String worker, ControlWait wait) {
		this.wait = wait;
		this.claims = claims;
		this.run = run;
		this.migration = run.plan().id();
		this.step = step;
		this.claim = claim;
		this.worker = worker;
	}

	/** Whether the ledger means this claim. */
	boolean is(HeldClaim known) {
		return this.migration.equals(known.migration()) && this.step.equals(known.step())
				&& this.claim.name().equals(known.name()) && this.claim.epoch() == known.epoch();
	}

	/** What it is, for people. */
	String display() {
		return this.step + " " + this.claim.name() + " of " + this.migration;
	}

	/** Stops at the next chunk. */
	void stop() {
		this.run.halt().stop();
	}

	/**
	 * Another worker has it: nothing more is written.
	 * @return whether that is news
	 */
	boolean lose() {
		boolean news = !this.lost;
		this.lost = true;
		this.run.halt().stop();
		return news;
	}

	/** Executes the step. */
	void execute(WorkerSteps steps, StepExecutionRequest request, PartitionWork work) {
		PartitionWork witnessed = (each, name) -> {
			each.reached("worker.begins");
			work.run(each, this.claim.name());
			this.brought.set(!each.halt().requested());
		};
		steps.execute(request, this.run, witnessed);
	}

	/** Says how far it is. */
	void tellProgress() {
		Work figures = this.run.meter().snapshot();
		this.claims.progress(this.claim.name(), this.worker, this.claim.epoch(), figures.rowsCopied(), figures.bytes(),
				figures.rowsPerSecond());
	}

	/**
	 * Gives it back.
	 * @return how it ended, for people
	 */
	String giveBack() {
		DroverException failure = this.run.failure();
		if (this.brought.get()) {
			return given(ClaimRecord.State.DONE, null) ? "done" : "done, though another worker has it by now";
		}
		if (failure != null && ControlLoss.is(failure) && !this.lost) {
			// not the partition's fault
			return given(ClaimRecord.State.OPEN, null) ? "given back, " + failure.what() : replaced();
		}
		if (failure != null && !this.lost) {
			return given(ClaimRecord.State.FAILED, failure) ? String.valueOf(failure.getMessage()) : replaced();
		}
		return !this.lost && given(ClaimRecord.State.OPEN, null) ? "given back" : replaced();
	}

	private boolean given(ClaimRecord.State state, @Nullable DroverException failure) {
		String trouble = (failure == null) ? null : Trouble.of(failure);
		return this.wait
			.answer(() -> this.claims.giveBack(this.claim.name(), this.worker, this.claim.epoch(), state, trouble));
	}

	private static String replaced() {
		return "left: this worker was silent for too long, and the partition is another one's now";
	}

}
