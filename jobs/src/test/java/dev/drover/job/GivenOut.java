package dev.drover.job;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

import javax.sql.DataSource;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;

import dev.drover.job.channel.WorkChannel;
import dev.drover.ledger.Ledger;

/**
 * A manager's step of a number of partitions that hold nothing, given out as those of a
 * migration are: needs a control database and no source or target.
 *
 * @param run the attempt; its process is the owner
 * @param control the control database
 * @param opener opens the manager's channel
 */
record GivenOut(MigrationRun run, DataSource control, Supplier<WorkChannel> opener) {

	static final String STEP = "verify";

	JobExecution start(int partitions) throws JobExecutionException {
		BatchInfrastructure batch = BatchInfrastructure.on(this.control);
		JobParameters parameters = new JobParametersBuilder().addString("id", this.run.plan().id()).toJobParameters();
		return batch.operator().start(job(batch, partitions), parameters);
	}

	private Job job(BatchInfrastructure batch, int partitions) {
		Ledger ledger = new Ledger(this.control, Clock.systemUTC());
		Step nobody = new StepBuilder(STEP + "-worker", batch.repository())
			.tasklet((contribution, context) -> null, batch.transactionManager())
			.build();
		RemotePartitionHandler handler = new RemotePartitionHandler(this.run, STEP, (each, name) -> {
		}, this.control, this.opener);
		return new JobBuilder(MigrationJob.NAME, batch.repository())
			.start(new StepBuilder(STEP, batch.repository()).listener(new StepExecutionListener() {
				@Override
				public void beforeStep(StepExecution step) {
					ledger.jobExecution(GivenOut.this.run.plan().id(), step.getJobExecutionId(),
							GivenOut.this.run.owner());
				}
			}).partitioner(STEP + "-worker", (size) -> {
				Map<String, ExecutionContext> contexts = new LinkedHashMap<>();
				for (int i = 0; i < partitions; i++) {
					ExecutionContext context = new ExecutionContext();
					context.putString(WorkerTasklet.PARTITION, "p" + i);
					contexts.put("p" + i, context);
				}
				return contexts;
			}).step(nobody).partitionHandler(handler).build())
			.build();
	}

}
