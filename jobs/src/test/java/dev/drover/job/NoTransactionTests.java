package dev.drover.job;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import dev.drover.ledger.ControlDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A step holds nothing of the control database while it works: a server ends sessions
 * that say nothing for long.
 */
class NoTransactionTests {

	private final ControlDatabase control = ControlDatabase.inMemory();

	@AfterEach
	void end() {
		this.control.close();
	}

	@Test
	void noConnectionIsKeptBetweenTwoQuestions() throws Exception {
		this.control.bringUpToDate();
		Counted counted = new Counted(this.control.dataSource());
		BatchInfrastructure batch = BatchInfrastructure.on(counted);
		JdbcTemplate questions = new JdbcTemplate(counted);
		List<Integer> held = new ArrayList<>();
		StepExecution execution = execution(batch.repository());
		NoTransaction.step(new StepBuilder("verify", batch.repository()), (contribution, context) -> {
			for (int i = 0; i < 2; i++) {
				assertThat(questions.queryForObject("SELECT count(*) FROM drover_migration", Integer.class)).isZero();
				held.add(counted.open.get());
			}
			return RepeatStatus.FINISHED;
		}, batch).build().execute(execution);
		assertThat(execution.getFailureExceptions()).isEmpty();
		assertThat(execution.getStatus()).isEqualTo(BatchStatus.COMPLETED);
		assertThat(held).containsExactly(0, 0);
		assertThat(TransactionSynchronizationManager.isSynchronizationActive()).isFalse();
	}

	@Test
	void whatFailsWithinFailsTheStep() throws Exception {
		this.control.bringUpToDate();
		BatchInfrastructure batch = BatchInfrastructure.on(this.control.dataSource());
		StepExecution execution = execution(batch.repository());
		NoTransaction.step(new StepBuilder("verify", batch.repository()), (contribution, context) -> {
			throw new SQLException("gone");
		}, batch).build().execute(execution);
		assertThat(execution.getStatus()).isEqualTo(BatchStatus.FAILED);
		assertThat(execution.getFailureExceptions()).singleElement().isInstanceOf(SQLException.class);
	}

	private static StepExecution execution(JobRepository repository) {
		JobParameters none = new JobParameters();
		JobInstance instance = repository.createJobInstance("job", none);
		JobExecution job = repository.createJobExecution(instance, none, new ExecutionContext());
		return repository.createStepExecution("verify", job);
	}

	/** Counts what is out of the pool. */
	private static final class Counted extends DelegatingDataSource {

		private final AtomicInteger open = new AtomicInteger();

		Counted(DataSource target) {
			super(target);
		}

		@Override
		public Connection getConnection() throws SQLException {
			Connection connection = super.getConnection();
			this.open.incrementAndGet();
			return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
					(proxy, method, arguments) -> {
						if (method.getName().equals("close")) {
							this.open.decrementAndGet();
						}
						return method.invoke(connection, arguments);
					});
		}

	}

}
