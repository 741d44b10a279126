package dev.drover.job;

import java.time.Clock;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.integration.partition.StepExecutionRequest;

import dev.drover.fault.ErrorCode;
import dev.drover.ledger.ClaimRecord;
import dev.drover.ledger.ClaimRecord.State;
import dev.drover.ledger.Claims;
import dev.drover.ledger.ControlDatabase;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.OwnedClaims;
import dev.drover.ledger.WorkerRecords;
import dev.drover.plan.Plan;
import dev.drover.plan.PlanReader;
import dev.drover.plan.PlanText;

import static org.assertj.core.api.Assertions.assertThat;

/** No partition stays with a worker that does not work on it. */
class WorkerDutyTests {

	private final ControlDatabase control = ControlDatabase.inMemory();

	private final List<String> told = new ArrayList<>();

	private Ledger ledger;

	private Claims claims;

	private StepExecutionRequest request;

	@BeforeEach
	void prepare() {
		this.control.bringUpToDate();
		Plan plan = PlanReader.ofAcceptedPlans()
			.read("id: m\nsource: {url: 'jdbc:h2:mem:a'}\ntarget: {url: 'jdbc:h2:mem:b'}\n", "test");
		this.ledger = new Ledger(this.control.dataSource(), Clock.systemUTC());
		this.ledger.create("m", PlanText.of(plan), PlanText.fingerprint(plan));
		this.claims = new Claims(this.control.dataSource(), "m", "copy");
		this.ledger.claim(this.ledger.find("m").orElseThrow(), "manager");
		open("p1");
		JobRepository repository = BatchInfrastructure.on(this.control.dataSource()).repository();
		JobParameters parameters = new JobParametersBuilder().addString("id", "m").toJobParameters();
		JobExecution job = repository.createJobExecution(repository.createJobInstance("migration", parameters),
				parameters, new ExecutionContext());
		this.ledger.jobExecution("m", job.getId(), "manager");
		StepExecution step = repository.createStepExecution("copy-worker:p1", job);
		step.getExecutionContext().putString(WorkerTasklet.PARTITION, "p1");
		repository.updateExecutionContext(step);
		this.request = new StepExecutionRequest("copy-worker", step.getId());
	}

	private void open(String name) {
		new OwnedClaims(this.control.dataSource(), "m", "copy", "manager")
			.open(List.of(ClaimRecord.toOpen(name, "", 0)));
	}

	@AfterEach
	void close() {
		this.control.close();
	}

	private WorkerDuty duty(Supplier<Set<Map.Entry<String, String>>> environment) {
		return new WorkerDuty("me", this.control.dataSource(), new AbstractMap<>() {
			@Override
			public Set<Entry<String, String>> entrySet() {
				return environment.get();
			}
		}, this.ledger, this.told::add);
	}

	private ClaimRecord claim() {
		return this.claims.find("p1").orElseThrow();
	}

	@Test
	void aHeapThatIsTooSmallBeforeTheWorkBeginsGivesThePartitionBack() {
		WorkerDuty duty = duty(() -> {
			throw new OutOfMemoryError("Java heap space");
		});
		duty.answer(this.request);
		assertThat(claim().state()).isEqualTo(State.FAILED);
		assertThat(Trouble.read(claim().trouble()).code()).isEqualTo(ErrorCode.MEM_001);
		assertThat(duty.damage()).as("the heap is free again").isNull();
	}

	@Test
	void aProcessThatLacksClassesGivesThePartitionBackAndIsNotTrusted() {
		WorkerDuty duty = duty(() -> {
			throw new NoClassDefFoundError("dev/drover/Gone");
		});
		duty.answer(this.request);
		assertThat(claim().state()).isEqualTo(State.FAILED);
		assertThat(Trouble.read(claim().trouble()).failure()).hasMessageContaining("dev/drover/Gone");
		assertThat(duty.damage()).isInstanceOf(NoClassDefFoundError.class);
	}

	@Test
	void whatTheLedgerKnowsAndNobodyWorksOnIsGivenBack() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		WorkerDuty duty = duty(() -> {
			begun.countDown();
			try {
				goOn.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			throw new OutOfMemoryError("Java heap space");
		});
		WorkerRecords records = new WorkerRecords(this.control.dataSource());
		open("p2");
		this.claims.take("p2", "me");
		Thread worker = new Thread(() -> duty.answer(this.request));
		worker.start();
		begun.await();
		assertThat(claim().state()).isEqualTo(State.TAKEN);
		duty.giveBackForgotten(records.held("me"));
		assertThat(claim().state()).as("it is being answered").isEqualTo(State.TAKEN);
		assertThat(this.claims.find("p2").orElseThrow().state()).isEqualTo(State.OPEN);
		assertThat(this.told).containsExactly("copy p2 of m: given back, nothing here works on it");
		goOn.countDown();
		worker.join();
		assertThat(duty.answered()).isEqualTo(1);
		assertThat(claim().state()).isEqualTo(State.FAILED);
	}

}
