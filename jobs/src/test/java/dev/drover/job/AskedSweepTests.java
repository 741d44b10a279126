package dev.drover.job;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.drover.ledger.ControlDatabase;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.Sweeps;
import dev.drover.plan.Plan;
import dev.drover.plan.PlanReader;
import dev.drover.plan.PlanText;
import dev.drover.plan.Secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class AskedSweepTests {

	private final ControlDatabase control = ControlDatabase.inMemory();

	private final ExecutorService executor = Executors.newSingleThreadExecutor();

	private final AtomicBoolean stop = new AtomicBoolean();

	private MigrationRun run;

	private Sweeps sweeps;

	@BeforeEach
	void begin() {
		this.control.bringUpToDate();
		Plan plan = PlanReader.ofAcceptedPlans()
			.read("id: m\nsource: {url: 'jdbc:h2:mem:a'}\ntarget: {url: 'jdbc:h2:mem:b'}\n", "test");
		Ledger ledger = new Ledger(this.control.dataSource(), Clock.systemUTC());
		ledger.create("m", PlanText.of(plan), PlanText.fingerprint(plan));
		this.sweeps = new Sweeps(this.control.dataSource(), "m");
		this.run = new MigrationRun(plan, "worker", true, new Secrets(Map.of()), this.control.dataSource(), ledger,
				this.stop);
	}

	@AfterEach
	void end() throws Exception {
		this.stop.set(true);
		this.executor.shutdown();
		assertThat(this.executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
		this.run.close();
		this.control.close();
	}

	@Test
	void whatSomebodyHasForgottenIsAskedForAgain() throws Exception {
		Future<?> asked = this.executor.submit(() -> new AskedSweep(this.run, this.sweeps).await());
		for (int i = 0; i < 2; i++) {
			await().atMost(Duration.ofSeconds(10)).until(() -> !this.sweeps.open().isEmpty());
			new JdbcTemplate(this.control.dataSource()).update("DELETE FROM drover_sweep");
		}
		await().atMost(Duration.ofSeconds(10)).until(() -> !this.sweeps.open().isEmpty());
		this.sweeps.open().forEach(this.sweeps::serve);
		asked.get(10, TimeUnit.SECONDS);
	}

}
