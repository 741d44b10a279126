package dev.drover.job;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.dao.OptimisticLockingFailureException;

import dev.drover.ledger.ControlDatabase;
import dev.drover.ledger.UnendedAttempts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Workers of a manager that was killed begin and end their steps while the next one
 * recovers what they left.
 */
class ExecutionsTests {

	private static final JobParameters PARAMETERS = new JobParametersBuilder().addString("id", "far").toJobParameters();

	private final ControlDatabase control = ControlDatabase.inMemory();

	private JobRepository repository;

	private final AtomicInteger updates = new AtomicInteger();

	@BeforeEach
	void begin() {
		this.control.bringUpToDate();
		this.repository = BatchInfrastructure.on(this.control.dataSource()).repository();
		JobInstance instance = this.repository.createJobInstance("migration", PARAMETERS);
		JobExecution job = this.repository.createJobExecution(instance, PARAMETERS, new ExecutionContext());
		job.setStatus(BatchStatus.STARTED);
		this.repository.update(job);
		for (String name : new String[] { "copy", "copy-worker:p0", "copy-worker:p1" }) {
			StepExecution step = this.repository.createStepExecution(name, job);
			step.setStatus(BatchStatus.STARTED);
			this.repository.update(step);
		}
	}

	@AfterEach
	void end() {
		this.control.close();
	}

	@Test
	void aStepWhoseManagerWasKilledBeforeItHadAContextKnowsItsPartition() {
		JobExecution job = this.repository.getLastJobExecution("migration", PARAMETERS);
		StepExecution step = job.getStepExecutions()
			.stream()
			.filter((each) -> each.getStepName().endsWith(":p1"))
			.findFirst()
			.orElseThrow();
		assertThat(step.getExecutionContext().containsKey(WorkerTasklet.PARTITION)).isFalse();
		executions(this.repository).name(step, "p1");
		assertThat(this.repository.getStepExecution(step.getId()).getExecutionContext().getString("partition"))
			.isEqualTo("p1");
	}

	private Executions executions(JobRepository seen) {
		return new Executions(seen, new UnendedAttempts(this.control.dataSource()), "migration");
	}

	/** The repository, where a worker is faster so often. */
	private JobRepository raced(int times, BatchStatus status) {
		return (JobRepository) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { JobRepository.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("update") && arguments[0] instanceof StepExecution step
							&& this.updates.incrementAndGet() <= times) {
						StepExecution theirs = this.repository.getStepExecution(step.getId());
						theirs.setStatus(status);
						this.repository.update(theirs);
					}
					try {
						return method.invoke(this.repository, arguments);
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

	@Test
	void aWorkerThatBeginsOrEndsItsStepMeanwhileDoesNotEndTheRestart() {
		executions(raced(2, BatchStatus.STARTED)).makeStartable(PARAMETERS);
		JobExecution last = this.repository.getLastJobExecution("migration", PARAMETERS);
		assertThat(last.getStatus()).isEqualTo(BatchStatus.FAILED);
		assertThat(last.getStepExecutions()).hasSize(3)
			.allSatisfy((step) -> assertThat(step.getStatus()).isEqualTo(BatchStatus.FAILED));
		assertThat(this.updates.get()).as("tried again").isGreaterThan(3);
	}

	@Test
	void whatNeverSucceedsIsNotTriedForEver() {
		assertThatThrownBy(() -> executions(raced(Integer.MAX_VALUE, BatchStatus.STARTED)).makeStartable(PARAMETERS))
			.isInstanceOf(OptimisticLockingFailureException.class);
	}

	/** A worker that had been asked by an earlier attempt begins. */
	private void begin(String name) {
		JobInstance instance = this.repository.getJobInstance("migration", PARAMETERS);
		StepExecution theirs = this.repository.getLastStepExecution(instance, name);
		theirs.setStatus(BatchStatus.STARTED);
		theirs.setEndTime(null);
		this.repository.update(theirs);
	}

	@Test
	void whatLiesInAnEarlierAttemptIsRecoveredToo() {
		Executions executions = executions(this.repository);
		executions.makeStartable(PARAMETERS);
		JobInstance instance = this.repository.getJobInstance("migration", PARAMETERS);
		JobExecution second = this.repository.createJobExecution(instance, PARAMETERS, new ExecutionContext());
		begin("copy-worker:p0");
		executions.makeStartable(PARAMETERS);
		assertThat(this.repository.getLastJobExecution("migration", PARAMETERS).getId()).isEqualTo(second.getId());
		assertThat(this.repository.getLastStepExecution(instance, "copy-worker:p0").getStatus())
			.isEqualTo(BatchStatus.FAILED);
	}

	/** Else each start would take longer than the one before. */
	@Test
	void whatHasEndedIsNotReadAgain() {
		executions(this.repository).makeStartable(PARAMETERS);
		List<String> read = new CopyOnWriteArrayList<>();
		JobRepository watched = (JobRepository) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { JobRepository.class }, (proxy, method, arguments) -> {
					read.add(method.getName());
					return method.invoke(this.repository, arguments);
				});
		executions(watched).makeStartable(PARAMETERS);
		assertThat(read).containsExactly("getJobInstance");
		begin("copy-worker:p0");
		executions(watched).makeStartable(PARAMETERS);
		assertThat(read).containsSubsequence("getJobInstance", "getJobInstance", "getJobExecution", "update");
	}

	@Test
	void aWorkerThatBeginsRightAfterTheRecoveryDoesNotEndTheRestart() throws Exception {
		AtomicInteger begun = new AtomicInteger();
		JobRepository raced = (JobRepository) Proxy.newProxyInstance(getClass().getClassLoader(),
				new Class<?>[] { JobRepository.class }, (proxy, method, arguments) -> {
					Object answer = method.invoke(this.repository, arguments);
					if (method.getName().equals("update") && arguments[0] instanceof JobExecution) {
						begun.incrementAndGet();
						begin("copy-worker:p0");
					}
					return answer;
				});
		BatchInfrastructure batch = BatchInfrastructure.on(this.control.dataSource());
		Job job = new JobBuilder("migration", this.repository)
			.start(new StepBuilder("copy", this.repository)
				.tasklet((contribution, context) -> RepeatStatus.FINISHED, batch.transactionManager())
				.build())
			.build();
		assertThat(executions(raced).start(batch.operator(), job, PARAMETERS).getStatus())
			.isEqualTo(BatchStatus.COMPLETED);
		assertThat(begun.get()).isEqualTo(1);
	}

	@Test
	void aWorkerThatBeginsRightBeforeTheSplitDoesNotEndTheRestart() throws Exception {
		Executions executions = executions(this.repository);
		BatchInfrastructure batch = BatchInfrastructure.on(this.control.dataSource());
		AtomicInteger splits = new AtomicInteger();
		List<String> worked = new CopyOnWriteArrayList<>();
		Step worker = new StepBuilder("copy-worker", this.repository).tasklet((contribution, context) -> {
			worked.add(context.getStepContext().getStepName());
			return RepeatStatus.FINISHED;
		}, batch.transactionManager()).build();
		Step copy = new StepBuilder("copy", this.repository).partitioner("copy-worker", (size) -> {
			if (splits.incrementAndGet() == 1) {
				begin("copy-worker:p1");
			}
			Map<String, ExecutionContext> contexts = new LinkedHashMap<>();
			contexts.put("p0", new ExecutionContext());
			contexts.put("p1", new ExecutionContext());
			return contexts;
		}).step(worker).partitionHandler(PatientSplitter.before(new LocalPartitionHandler(worker, 2, (run, name) -> {
		}), executions, Map.of("copy-worker:p0", "p0", "copy-worker:p1", "p1"))).build();
		Job job = new JobBuilder("migration", this.repository).start(copy).build();
		JobExecution ended = executions.start(batch.operator(), job, PARAMETERS);
		assertThat(ended.getStatus()).isEqualTo(BatchStatus.COMPLETED);
		assertThat(worked).containsExactlyInAnyOrder("copy-worker:p0", "copy-worker:p1");
		assertThat(splits.get()).isEqualTo(2);
	}

}
