package dev.drover.job;

import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.step.StepExecution;

import static org.assertj.core.api.Assertions.assertThat;

class PartitionWorkTests {

	private static StepExecution step(String partition) {
		StepExecution step = new StepExecution(1, "verify-worker:" + partition,
				new JobExecution(1, new JobInstance(1, "migration"), new JobParameters()));
		step.getExecutionContext().putString(WorkerTasklet.PARTITION, partition);
		return step;
	}

	@Test
	void theLargestComesFirstAndNamesDecideAmongEquals() {
		Map<String, Long> sizes = Map.of("audit", 10L, "zebra", 1_000L, "orders", 500L, "accounts", 10L);
		PartitionWork work = new PartitionWork() {
			@Override
			public void run(MigrationRun run, String partition) {
				// nothing is worked on here
			}

			@Override
			public long weight(String partition) {
				return sizes.get(partition);
			}
		};
		assertThat(Stream.of("audit", "accounts", "orders", "zebra")
			.map(PartitionWorkTests::step)
			.sorted(work.order())
			.map(StepExecution::getStepName)).containsExactly("verify-worker:zebra", "verify-worker:orders",
					"verify-worker:accounts", "verify-worker:audit");
	}

}
