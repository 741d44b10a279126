package dev.drover.job;

import java.time.LocalDateTime;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.OptimisticLockingFailureException;

/**
 * What earlier attempts left in Spring Batch's tables. To be used only by a process that
 * has claimed the migration, so that no other manager is at work any more.
 */
final class Executions {

	/**
	 * Workers of the process that was the manager may still begin and end their steps;
	 * each has few of them.
	 */
	private static final int TRIES = 100;

	private final JobRepository repository;

	private final String job;

	/**
	 * Those of a job.
	 * @param job its name
	 */
	Executions(JobRepository repository, String job) {
		this.job = job;
		this.repository = repository;
	}

	/**
	 * Makes the job startable again. How far the work is does not depend on what is
	 * changed here: ledger and checkpoints say that.
	 */
	void makeStartable(JobParameters parameters) {
		for (int tries = 1; true; tries++) {
			try {
				recover(parameters);
				return;
			}
			catch (OptimisticLockingFailureException ex) {
				if (tries == TRIES) {
					throw ex;
				}
			}
		}
	}

	private void recover(JobParameters parameters) {
		JobExecution last = this.repository.getLastJobExecution(this.job, parameters);
		JobInstance instance = this.repository.getJobInstance(this.job, parameters);
		if (last == null && instance != null) {
			// killed between instance and first execution; Spring Batch refuses such an
			// instance for ever
			this.repository.deleteJobInstance(instance);
		}
		if (last != null) {
			recover(last);
		}
	}

	/**
	 * A killed process leaves executions running, a lost control database leaves them
	 * unknown; Spring Batch restarts neither.
	 */
	private void recover(JobExecution last) {
		for (StepExecution step : last.getStepExecutions()) {
			if (open(step.getStatus(), step.getEndTime())) {
				step.setStatus(BatchStatus.FAILED);
				step.setExitStatus(ExitStatus.FAILED);
				step.setEndTime(LocalDateTime.now());
				this.repository.update(step);
			}
		}
		if (open(last.getStatus(), last.getEndTime())) {
			last.setStatus(BatchStatus.FAILED);
			last.setExitStatus(ExitStatus.FAILED);
			last.setEndTime(LocalDateTime.now());
			this.repository.update(last);
		}
	}

	private static boolean open(BatchStatus status, @Nullable LocalDateTime ended) {
		return status.isRunning() || status == BatchStatus.UNKNOWN || status == BatchStatus.STOPPING || ended == null;
	}

}
