package dev.drover.job;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.dao.DataAccessException;

import dev.drover.ledger.ControlDatabase;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.MigrationRecord;
import dev.drover.plan.Plan;
import dev.drover.plan.PlanReader;
import dev.drover.plan.Secrets;
import dev.drover.progress.ProgressListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AttemptWatchTests {

	private final AtomicBoolean stop = new AtomicBoolean();

	/** Spring Batch goes on with the next step after a listener that fails. */
	@Test
	void theLastStepWantedIsTheLastAlsoIfTheLedgerIsLostJustThen() throws Exception {
		Plan plan = new PlanReader(Map.of())
			.read("{id: m, source: {url: 'jdbc:h2:mem:a'}, target: {url: 'jdbc:h2:mem:b'}}", "test");
		ControlDatabase control = ControlDatabase.inMemory();
		control.bringUpToDate();
		Ledger ledger = new Ledger(control.dataSource(), Clock.systemUTC());
		ledger.create("m", "plan", "fingerprint");
		MigrationRecord seen = ledger.find("m").orElseThrow();
		ledger.claim(seen, "one");
		try (MigrationRun run = new MigrationRun(plan, "one", false, new Secrets(Map.of()), control.dataSource(),
				ledger, this.stop);
				AttemptWatch watch = AttemptWatch.begin(run, seen,
						new RunOptions(false, RunOptions.Until.COPIED, ProgressListener.NONE), Clock.systemUTC())) {
			StepExecution step = new StepExecution("copy",
					new JobExecution(1, new JobInstance(1, "migration"), new JobParameters()));
			watch.beforeStep(step);
			step.setStatus(BatchStatus.COMPLETED);
			control.close();
			assertThatThrownBy(() -> watch.afterStep(step)).isInstanceOf(DataAccessException.class);
			assertThat(this.stop).isTrue();
		}
	}

}
