package dev.drover.job;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.ExitStatus;
import dev.drover.fault.Finding;
import dev.drover.fault.RefusedException;
import dev.drover.ledger.ControlDatabase;
import dev.drover.ledger.Ledger;
import dev.drover.plan.Plan;
import dev.drover.plan.PlanReader;
import dev.drover.plan.PlanText;
import dev.drover.plan.Secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConclusionTests {

	private final ControlDatabase control = ControlDatabase.inMemory();

	private Ledger ledger;

	private Plan plan;

	@BeforeEach
	void begin() {
		this.control.bringUpToDate();
		this.plan = PlanReader.ofAcceptedPlans()
			.read("id: m\nsource: {url: 'jdbc:h2:mem:a'}\ntarget: {url: 'jdbc:h2:mem:b'}\n", "test");
		this.ledger = new Ledger(this.control.dataSource(), Clock.systemUTC());
		this.ledger.create("m", PlanText.of(this.plan), PlanText.fingerprint(this.plan));
		assertThat(this.ledger.claim(this.ledger.find("m").orElseThrow(), "one")).isTrue();
	}

	@AfterEach
	void end() {
		this.control.close();
	}

	/** How an attempt ends that is refused before it was prepared. */
	private ExitStatus refused(ErrorCode... codes) throws Exception {
		try (MigrationRun run = new MigrationRun(this.plan, "one", true, new Secrets(Map.of()),
				this.control.dataSource(), this.ledger, new AtomicBoolean())) {
			List<Finding> findings = Stream.of(codes)
				.map((code) -> Finding.of(new DroverException(code, "what", "hint"), "object"))
				.toList();
			run.failed(new RefusedException(findings));
			JobExecution execution = new JobExecution(1, new JobInstance(1, "migration"), new JobParameters());
			execution.setStatus(BatchStatus.FAILED);
			return Conclusion.of(run, execution, this.ledger).status();
		}
	}

	@Test
	void aServerThatIsAwayRefusesTheFirstRun() throws Exception {
		assertThat(refused(ErrorCode.CONN_001)).isEqualTo(ExitStatus.REFUSED);
	}

	@Test
	void whatHasBegunGoesOnOnceTheServerIsBack() throws Exception {
		this.ledger.begin("m");
		assertThat(refused(ErrorCode.CONN_001)).isEqualTo(ExitStatus.FAILED);
		assertThat(refused(ErrorCode.CONN_001, ErrorCode.CONN_004)).isEqualTo(ExitStatus.FAILED);
		assertThat(refused(ErrorCode.CONN_001, ErrorCode.PERM_001)).isEqualTo(ExitStatus.REFUSED);
		assertThat(refused(ErrorCode.CONN_002)).as("somebody has to mend it").isEqualTo(ExitStatus.REFUSED);
	}

	@Test
	void outsideOfTheStepsTheExitFollowsFromTheCode() {
		assertThatThrownBy(() -> ServerAway.whereBegun("m", () -> {
			throw new DroverException(ErrorCode.CONN_001, "target can't be reached", "look at it");
		})).isInstanceOfSatisfying(DroverException.class,
				(told) -> assertThat(told.code().exitStatus()).isEqualTo(ExitStatus.FAILED));
	}

}
