package dev.drover.job;

import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

import dev.drover.fault.DroverException;

/**
 * Runs one of the manager's steps.
 */
final class ManagerTasklet implements Tasklet {

	private final MigrationRun run;

	private final MigrationStep step;

	ManagerTasklet(MigrationRun run, MigrationStep step) {
		this.run = run;
		this.step = step;
	}

	@Override
	public RepeatStatus execute(StepContribution contribution, ChunkContext context) throws Exception {
		DroverException failure = this.run.failure();
		if (failure != null) {
			// the ledger was lost, or is another process's: nothing more may be begun
			throw failure;
		}
		if (this.run.halt().stopWanted()) {
			contribution.getStepExecution().setTerminateOnly();
			return RepeatStatus.FINISHED;
		}
		try {
			this.step.run(this.run);
		}
		catch (StopException ex) {
			contribution.getStepExecution().setTerminateOnly();
		}
		catch (Exception ex) {
			DroverException told = Diagnosis.of(ex, this.run);
			this.run.failed(told);
			throw told;
		}
		return RepeatStatus.FINISHED;
	}

}
