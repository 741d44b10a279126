package dev.drover.job;

import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

import dev.drover.fault.DroverException;

/**
 * Runs one partition's work as a step.
 */
final class WorkerTasklet implements Tasklet {

	static final String PARTITION = "partition";

	private final MigrationRun run;

	private final PartitionWork work;

	WorkerTasklet(MigrationRun run, PartitionWork work) {
		this.run = run;
		this.work = work;
	}

	@Override
	public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws Exception {
		StepExecution execution = contribution.getStepExecution();
		if (!this.run.halt().requested()) {
			try {
				this.work.run(this.run, execution.getExecutionContext().getString(PARTITION));
			}
			catch (StopException ex) {
				execution.setTerminateOnly();
			}
			catch (Exception | OutOfMemoryError ex) {
				DroverException told = Diagnosis.of(ex, this.run);
				this.run.failed(told);
				throw told;
			}
		}
		if (this.run.halt().requested()) {
			// not complete: a restart has to come back to this partition
			execution.setTerminateOnly();
		}
		return RepeatStatus.FINISHED;
	}

}
