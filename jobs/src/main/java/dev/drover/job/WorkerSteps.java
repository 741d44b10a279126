package dev.drover.job;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.batch.integration.partition.StepExecutionRequestHandler;
import org.springframework.dao.EmptyResultDataAccessException;

/**
 * Executes steps that a manager has asked for.
 */
final class WorkerSteps {

	private final BatchInfrastructure batch;

	WorkerSteps(BatchInfrastructure batch) {
		this.batch = batch;
	}

	/** What was asked for, or {@code null} if nobody knows of it any more. */
	@Nullable StepExecution find(StepExecutionRequest request) {
		try {
			return this.batch.repository().getStepExecution(request.getStepExecutionId());
		}
		catch (EmptyResultDataAccessException ex) {
			return null;
		}
	}

	/**
	 * How it ended is known by the run and by the work, whatever becomes of the record.
	 */
	void execute(StepExecutionRequest request, MigrationRun run, PartitionWork work) {
		Step step = NoTransaction
			.step(new StepBuilder(request.getStepName(), this.batch.repository()), new WorkerTasklet(run, work),
					this.batch)
			.allowStartIfComplete(true)
			.build();
		StepExecutionRequestHandler handler = new StepExecutionRequestHandler();
		handler.setJobRepository(this.batch.repository());
		handler.setStepLocator((name) -> step);
		StepExecution executed = handler.handle(request);
		if (!run.halt().requested()) {
			// not the work has failed, which says so itself
			executed.getFailureExceptions().forEach((failure) -> run.failed(Diagnosis.of(failure, run)));
		}
	}

}
