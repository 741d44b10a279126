package dev.drover.job;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.step.StepExecution;

import dev.drover.ledger.ClaimRecord;
import dev.drover.ledger.ClaimRecord.State;

import static org.assertj.core.api.Assertions.assertThat;

class RemotePartitionTests {

	private static final long SECOND = 1_000_000_000L;

	private final StepExecution execution = new StepExecution(5, "verify-worker:p",
			new JobExecution(1, new JobInstance(1, "migration"), new JobParameters()));

	private RemotePartition partition() {
		this.execution.getExecutionContext().putString(WorkerTasklet.PARTITION, "p");
		return new RemotePartition(this.execution);
	}

	private static ClaimRecord claim(State state, long epoch, @Nullable String trouble) {
		return new ClaimRecord("p", "", state, epoch, "a", 0, trouble);
	}

	@Test
	void aMessageThatIsLostIsSentAgainWhereSomebodyIsIdleAndLessOftenEachTime() {
		RemotePartition partition = partition();
		partition.look(claim(State.OPEN, 1, null));
		assertThat(partition.toSend(0, false)).as("a first time").isTrue();
		assertThat(partition.request("verify-worker").getStepExecutionId()).isEqualTo(5);
		assertThat(partition.outstanding()).as("nobody says that it was sent").isFalse();
		assertThat(partition.toSend(0, false)).isTrue();
		partition.sent(0);
		assertThat(partition.outstanding()).isTrue();
		assertThat(partition.toSend(11 * SECOND, false)).as("nobody is free for it").isFalse();
		assertThat(partition.toSend(9 * SECOND, true)).isFalse();
		assertThat(partition.toSend(11 * SECOND, true)).isTrue();
		partition.sent(11 * SECOND);
		assertThat(partition.toSend(22 * SECOND, true)).isFalse();
		assertThat(partition.toSend(32 * SECOND, true)).isTrue();
	}

	@Test
	void whatComesBackIsSentAgainAtOnce() {
		RemotePartition partition = partition();
		partition.look(claim(State.OPEN, 1, null));
		partition.sent(0);
		partition.look(claim(State.TAKEN, 2, null));
		assertThat(partition.toSend(60 * SECOND, true)).isFalse();
		assertThat(partition.awaited()).isTrue();
		// or it was taken and given back between two looks
		partition.look(claim(State.OPEN, 2, null));
		assertThat(partition.outstanding()).isFalse();
		assertThat(partition.toSend(0, false)).isTrue();
	}

	@Test
	void whatIsHeldOrHasFailedIsNotSent() {
		RemotePartition partition = partition();
		for (State state : new State[] { State.HELD, State.FAILED, State.TAKEN, State.DONE }) {
			partition.look(claim(state, 2, null));
			assertThat(partition.toSend(60 * SECOND, true)).as(state.name()).isFalse();
		}
	}

	@Test
	void whereAWorkerIsPassedOverAnotherHasToBeFree() {
		RemotePartition partition = partition();
		partition.look(claim(State.OPEN, 2, "trouble"));
		assertThat(partition.toSend(60 * SECOND, false)).isFalse();
		assertThat(partition.toSend(0, true)).isTrue();
		assertThat(partition.awaited()).as("also by an older message").isTrue();
	}

	@Test
	void whatIsDoneStaysDoneAndSpringBatchIsToldOnce() {
		RemotePartition partition = partition();
		partition.look(claim(State.DONE, 2, null));
		assertThat(partition.done()).isTrue();
		assertThat(partition.awaited()).isFalse();
		partition.leave(true);
		assertThat(this.execution.getStatus()).isEqualTo(BatchStatus.COMPLETED);
	}

	@Test
	void whatIsLeftHasStoppedOrFailed() {
		RemotePartition partition = partition();
		partition.look(claim(State.HELD, 2, null));
		partition.leave(false);
		assertThat(this.execution.getStatus()).isEqualTo(BatchStatus.STOPPED);
		partition.leave(true);
		assertThat(this.execution.getStatus()).isEqualTo(BatchStatus.FAILED);
	}

}
