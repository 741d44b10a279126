package dev.drover.job;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.integration.partition.StepExecutionRequest;

import dev.drover.ledger.ClaimRecord;

/**
 * A partition that is worked off elsewhere, as its manager knows it.
 */
final class RemotePartition {

	/**
	 * A message that nobody has taken for so long, though somebody could, counts as lost.
	 */
	private static final long PATIENCE_NANOS = 10_000_000_000L;

	private static final int LONGEST = 5;

	private final StepExecution execution;

	private final String name;

	private @Nullable ClaimRecord claim;

	private boolean outstanding;

	private long sentEpoch;

	private long sentAt;

	private int sent;

	private boolean done;

	RemotePartition(StepExecution execution) {
		this.execution = execution;
		this.name = execution.getExecutionContext().getString(WorkerTasklet.PARTITION);
	}

	String name() {
		return this.name;
	}

	boolean done() {
		return this.done;
	}

	/** Takes in what the ledger says now. */
	void look(ClaimRecord now) {
		this.claim = now;
		if (now.state() != ClaimRecord.State.OPEN || now.epoch() != this.sentEpoch) {
			this.outstanding = false;
		}
		if (now.state() != ClaimRecord.State.OPEN) {
			this.sent = 0;
		}
		if (now.state() == ClaimRecord.State.DONE && !this.done) {
			this.done = true;
			end(BatchStatus.COMPLETED, ExitStatus.COMPLETED);
		}
	}

	boolean is(ClaimRecord.State state) {
		return this.claim != null && this.claim.state() == state;
	}

	/** Whether workers should hear of it. */
	boolean toSend(long now, boolean somebodyIdle) {
		if (!is(ClaimRecord.State.OPEN)) {
			return false;
		}
		if (passedOver() != null && !somebodyIdle) {
			// whoever may not have it would only use the message up
			return false;
		}
		long patience = PATIENCE_NANOS << Math.min(this.sent, LONGEST);
		return !this.outstanding || (somebodyIdle && now - this.sentAt > patience);
	}

	/** Its claim where one worker is passed over, or {@code null}. */
	@Nullable ClaimRecord passedOver() {
		ClaimRecord known = this.claim;
		return (known == null || known.passedOver() == null) ? null : known;
	}

	/** Whether it may have become another without this process's doing. */
	boolean awaited() {
		return !this.done && (this.outstanding || !is(ClaimRecord.State.OPEN) || passedOver() != null);
	}

	/** A request is on its way and nobody has answered it. */
	boolean outstanding() {
		return this.outstanding && is(ClaimRecord.State.OPEN);
	}

	StepExecutionRequest request(String step) {
		return new StepExecutionRequest(step, this.execution.getId());
	}

	/** A request is on its way; one that the channel did not take is none. */
	void sent(long now) {
		this.sent += this.outstanding ? 1 : 0;
		this.outstanding = true;
		this.sentAt = now;
		this.sentEpoch = (this.claim == null) ? 0 : this.claim.epoch();
	}

	/** Nobody works on it, and nobody will in this attempt. */
	void leave(boolean failed) {
		if (!this.done) {
			end(failed ? BatchStatus.FAILED : BatchStatus.STOPPED, failed ? ExitStatus.FAILED : ExitStatus.STOPPED);
		}
	}

	/** What Spring Batch is told; in its tables the worker has said how it ended. */
	private void end(BatchStatus status, ExitStatus exit) {
		this.execution.setStatus(status);
		this.execution.setExitStatus(exit);
	}

}
