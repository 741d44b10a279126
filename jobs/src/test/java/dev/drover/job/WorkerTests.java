package dev.drover.job;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.drover.job.channel.WorkChannel;
import dev.drover.job.channel.WorkChannels;
import dev.drover.ledger.ControlDatabase;
import dev.drover.ledger.Ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class WorkerTests {

	private final ControlDatabase control = ControlDatabase.inMemory();

	private final List<String> told = Collections.synchronizedList(new ArrayList<>());

	@BeforeEach
	void begin() {
		this.control.bringUpToDate();
	}

	@AfterEach
	void end() {
		this.control.close();
	}

	@Test
	void whatRunsThatHaveEndedLeftInTheChannelIsSoonUsedUp() throws Exception {
		new Ledger(this.control.dataSource(), Clock.systemUTC()).create("m", "", "");
		JobRepository repository = BatchInfrastructure.on(this.control.dataSource()).repository();
		JobParameters parameters = new JobParametersBuilder().addString("id", "m").toJobParameters();
		// of an attempt that is not the migration's present one
		JobExecution ended = repository.createJobExecution(repository.createJobInstance("migration", parameters),
				parameters, new ExecutionContext());
		try (WorkChannel channel = WorkChannels.open(this.control.dataSource(), Map.of())) {
			channel.send(new StepExecutionRequest("copy-worker", 1_000_000));
			for (int i = 0; i < 40; i++) {
				channel.send(new StepExecutionRequest("copy-worker",
						repository.createStepExecution("copy-worker:p" + i, ended).getId()));
			}
		}
		Worker worker = new Worker(this.control.dataSource(), Map.of(), new WorkerOptions(1, "test", ""),
				this.told::add);
		Thread thread = new Thread(worker::run);
		thread.start();
		// with the pause of a worker that can do nothing with requests it would be thirty
		await().atMost(Duration.ofSeconds(12))
			.until(() -> new JdbcTemplate(this.control.dataSource())
				.queryForObject("SELECT count(*) FROM int_channel_message", Long.class) == 0);
		worker.drain();
		thread.join();
		assertThat(this.told).noneMatch((line) -> line.contains("could not be worked off"));
	}

}
