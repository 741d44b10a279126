package dev.drover.job;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobExecutionAlreadyRunningException;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.launch.JobRestartException;
import org.springframework.batch.core.partition.StepExecutionSplitter;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.OptimisticLockingFailureException;

import dev.drover.ledger.UnendedAttempts;

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

	private final UnendedAttempts unended;

	private final String job;

	/**
	 * Those of a job.
	 * @param job its name
	 */
	Executions(BatchInfrastructure batch, String job) {
		this(batch.repository(), batch.unended(), job);
	}

	Executions(JobRepository repository, UnendedAttempts unended, String job) {
		this.job = job;
		this.repository = repository;
		this.unended = unended;
	}

	/**
	 * Makes the job startable again. How far the work is does not depend on what is
	 * changed here: ledger and checkpoints say that.
	 */
	void makeStartable(JobParameters parameters) {
		patiently(() -> recover(parameters));
	}

	/**
	 * Parameters of an instance that has not completed: what was done once may be wanted
	 * again while the rest is as it was, such as a way back after a switch that failed.
	 */
	JobParameters unfinished(JobParameters wanted) {
		JobParameters parameters = wanted;
		for (long turn = 1; completed(parameters); turn++) {
			parameters = new JobParametersBuilder(wanted).addLong("turn", turn).toJobParameters();
		}
		return parameters;
	}

	private boolean completed(JobParameters parameters) {
		JobExecution last = this.repository.getLastJobExecution(this.job, parameters);
		return last != null && last.getStatus() == BatchStatus.COMPLETED;
	}

	private static void patiently(Runnable recovery) {
		for (int tries = 1; true; tries++) {
			try {
				recovery.run();
				return;
			}
			catch (OptimisticLockingFailureException ex) {
				if (tries == TRIES) {
					throw ex;
				}
			}
		}
	}

	/**
	 * Starts the job, again where a worker has begun what an earlier attempt had asked it
	 * for.
	 * @return how it ended
	 */
	JobExecution start(JobOperator operator, Job started, JobParameters parameters) throws JobExecutionException {
		for (int tries = 1; true; tries++) {
			makeStartable(parameters);
			try {
				return operator.start(started, parameters);
			}
			catch (JobExecutionAlreadyRunningException | JobRestartException ex) {
				if (tries == TRIES) {
					throw ex;
				}
			}
		}
	}

	/**
	 * Makes a partition's step know its partition: a manager may have been killed between
	 * the step and its context, and Spring Batch goes on with what is there.
	 */
	void name(StepExecution step, String partition) {
		if (!step.getExecutionContext().containsKey(WorkerTasklet.PARTITION)) {
			step.getExecutionContext().putString(WorkerTasklet.PARTITION, partition);
			this.repository.updateExecutionContext(step);
		}
	}

	/**
	 * Splits a step, again where a worker has begun what an earlier attempt had asked it
	 * for; of what this attempt has split nobody has heard yet.
	 * @return its partitions
	 */
	Set<StepExecution> split(StepExecutionSplitter splitter, StepExecution managed, int size)
			throws JobExecutionException {
		for (int tries = 1; true; tries++) {
			try {
				return splitter.split(managed, size);
			}
			catch (JobExecutionException ex) {
				if (tries == TRIES) {
					throw ex;
				}
				String prefix = splitter.getStepName() + ":";
				patiently(() -> unended(managed.getJobExecution().getJobInstance()).stream()
					.flatMap((attempt) -> attempt.getStepExecutions().stream())
					.filter((step) -> step.getStepName().startsWith(prefix))
					.forEach(this::recover));
			}
		}
	}

	private void recover(JobParameters parameters) {
		JobInstance instance = this.repository.getJobInstance(this.job, parameters);
		if (instance == null) {
			return;
		}
		if (!this.unended.any(instance.getInstanceId())) {
			// killed between instance and first execution; Spring Batch refuses such an
			// instance for ever
			this.repository.deleteJobInstance(instance);
		}
		for (JobExecution attempt : unended(instance)) {
			attempt.getStepExecutions().forEach(this::recover);
			if (open(attempt.getStatus(), attempt.getEndTime())) {
				attempt.setStatus(BatchStatus.FAILED);
				attempt.setExitStatus(ExitStatus.FAILED);
				attempt.setEndTime(LocalDateTime.now());
				this.repository.update(attempt);
			}
		}
	}

	/** Few, however many there were. */
	private List<JobExecution> unended(JobInstance instance) {
		List<JobExecution> attempts = new ArrayList<>();
		for (long id : this.unended.of(instance.getInstanceId())) {
			JobExecution attempt = this.repository.getJobExecution(id);
			if (attempt != null) {
				attempts.add(attempt);
			}
		}
		return attempts;
	}

	/**
	 * A killed process leaves executions running, a lost control database leaves them
	 * unknown; Spring Batch restarts neither. Also one of an older attempt may have begun
	 * since.
	 */
	private void recover(StepExecution step) {
		if (open(step.getStatus(), step.getEndTime())) {
			step.setStatus(BatchStatus.FAILED);
			step.setExitStatus(ExitStatus.FAILED);
			step.setEndTime(LocalDateTime.now());
			this.repository.update(step);
		}
	}

	private static boolean open(BatchStatus status, @Nullable LocalDateTime ended) {
		return status.isRunning() || status == BatchStatus.UNKNOWN || status == BatchStatus.STOPPING || ended == null;
	}

}
