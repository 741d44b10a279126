package dev.drover.job;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.job.channel.WorkChannel;
import dev.drover.job.channel.WorkChannels;
import dev.drover.ledger.ClaimRecord;
import dev.drover.ledger.ClaimRecord.State;
import dev.drover.ledger.Claims;
import dev.drover.ledger.ControlDatabase;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.OwnedClaims;
import dev.drover.ledger.WorkerRecord;
import dev.drover.ledger.WorkerRecords;
import dev.drover.plan.Plan;
import dev.drover.plan.PlanReader;
import dev.drover.plan.PlanText;
import dev.drover.plan.Secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A manager on a real control database and a real channel; the tests say what workers
 * would say.
 */
class RemotePartitionHandlerTests {

	private static final String PLAN = """
			id: far
			source: {url: "jdbc:postgresql://127.0.0.1:1/none"}
			target: {url: "jdbc:postgresql://127.0.0.1:1/none"}
			data: {type: snapshot}
			""";

	private static final DroverException MISFIT = new DroverException(ErrorCode.PLAN_010,
			"the environment variable TARGET_PASSWORD is not set", "set it");

	private static final DroverException UNREACHABLE = new DroverException(ErrorCode.CONN_001,
			"target can't be reached", "look at the network");

	private final ControlDatabase control = ControlDatabase.inMemory();

	private final ExecutorService executor = Executors.newSingleThreadExecutor();

	private final AtomicBoolean stop = new AtomicBoolean();

	private Ledger ledger;

	private Claims claims;

	private WorkerRecords workers;

	private MigrationRun run;

	private Future<JobExecution> job;

	@BeforeEach
	void begin() {
		this.control.bringUpToDate();
		this.ledger = new Ledger(this.control.dataSource(), Clock.systemUTC());
		Plan plan = PlanReader.ofAcceptedPlans().read(PLAN, "the plan");
		this.ledger.create("far", PlanText.of(plan), PlanText.fingerprint(plan));
		assertThat(this.ledger.claim(this.ledger.find("far").orElseThrow(), "one")).isTrue();
		this.claims = new Claims(this.control.dataSource(), "far", GivenOut.STEP);
		this.workers = new WorkerRecords(this.control.dataSource());
		this.run = new MigrationRun(plan, "one", true, new Secrets(Map.of()), this.control.dataSource(), this.ledger,
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

	private void start(int partitions) {
		start(partitions, () -> WorkChannels.open(this.control.dataSource(), Map.of()));
	}

	private void start(int partitions, Supplier<WorkChannel> opener) {
		GivenOut given = new GivenOut(this.run, this.control.dataSource(), opener);
		this.job = this.executor.submit(() -> given.start(partitions));
		until(() -> this.claims.all().size() == partitions);
	}

	private static void until(Callable<Boolean> condition) {
		await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(10)).until(condition);
	}

	private void beat(String worker, String channel, int busy) {
		this.workers.beat(new WorkerRecord(worker, Owner.self(), "test", WorkChannel.PROTOCOL, channel, "", 1, busy,
				false, 0, 0, 0));
	}

	private ClaimRecord take(String name, String worker) {
		until(() -> this.claims.take(name, worker).isPresent());
		return this.claims.find(name).orElseThrow();
	}

	private void fail(ClaimRecord claim, DroverException failure) {
		assertThat(this.claims.giveBack(claim.name(), claim.worker(), claim.epoch(), State.FAILED, Trouble.of(failure)))
			.isTrue();
		until(() -> this.claims.find(claim.name()).orElseThrow().state() != State.FAILED || this.job.isDone());
	}

	private void complete(String name, String worker) {
		ClaimRecord claim = take(name, worker);
		assertThat(this.claims.giveBack(name, worker, claim.epoch(), State.DONE, null)).isTrue();
	}

	private BatchStatus ended() throws Exception {
		return this.job.get(20, TimeUnit.SECONDS).getStatus();
	}

	private long messages() {
		Long count = new JdbcTemplate(this.control.dataSource())
			.queryForObject("SELECT count(*) FROM int_channel_message", Long.class);
		return (count == null) ? 0 : count;
	}

	private String waitsFor() {
		return String.valueOf(this.run.figures().waitsFor());
	}

	@Test
	void whoWasReplacedHoldsNothingOfItsSuccessors() throws Exception {
		beat("worker", "jdbc", 0);
		start(2);
		take("p0", "worker");
		assertThat(this.ledger.claim(this.ledger.find("far").orElseThrow(), "two")).isTrue();
		this.run.failed(this.ledger.replaced("far"));
		assertThat(ended()).isEqualTo(BatchStatus.FAILED);
		assertThat(this.claims.find("p1").orElseThrow().state()).isEqualTo(State.OPEN);
		assertThat(this.claims.find("p0").orElseThrow().state()).isEqualTo(State.TAKEN);
		assertThat(this.workers.held("worker")).singleElement()
			.satisfies((held) -> assertThat(held.stop()).as("it is to stop").isFalse());
	}

	@Test
	void whatALivingWorkerHasFromAnEarlierManagerStaysItsOwn() throws Exception {
		beat("worker", "jdbc", 1);
		new OwnedClaims(this.control.dataSource(), "far", GivenOut.STEP, "one")
			.open(List.of(ClaimRecord.toOpen("p0", "", 0)));
		ClaimRecord claim = take("p0", "worker");
		start(2);
		// the manager has looked at it twice by then
		complete("p1", "worker");
		assertThat(this.claims.find("p0")).contains(claim);
		assertThat(this.claims.giveBack("p0", "worker", claim.epoch(), State.DONE, null)).isTrue();
		assertThat(ended()).isEqualTo(BatchStatus.COMPLETED);
	}

	@Test
	void whatIsHeldUnderARunningManagerIsOpenedAgain() throws Exception {
		beat("worker", "jdbc", 0);
		start(1);
		new JdbcTemplate(this.control.dataSource()).update("UPDATE drover_claim SET state = 'HELD'");
		complete("p0", "worker");
		assertThat(ended()).isEqualTo(BatchStatus.COMPLETED);
	}

	@Test
	void aWorkerThatLacksASecretFailsNothingBesideOneThatHasIt() throws Exception {
		beat("misfit", "jdbc", 0);
		beat("fit", "jdbc", 1);
		start(2);
		fail(take("p0", "misfit"), MISFIT);
		fail(take("p1", "misfit"), MISFIT);
		for (int i = 0; i < 5; i++) {
			// it hears of the partition again, and is not given it
			assertThat(this.claims.take("p0", "misfit")).isEmpty();
		}
		assertThat(waitsFor()).contains("PLAN_010").contains("TARGET_PASSWORD");
		complete("p0", "fit");
		complete("p1", "fit");
		assertThat(ended()).isEqualTo(BatchStatus.COMPLETED);
	}

	@Test
	void manyWorkersThatLackASecretFailNothingBesideOneThatHasIt() throws Exception {
		List<String> misfits = List.of("a", "b", "c", "d");
		misfits.forEach((misfit) -> beat(misfit, "jdbc", 0));
		beat("fit", "jdbc", 1);
		start(1);
		for (String misfit : misfits) {
			fail(take("p0", misfit), MISFIT);
		}
		fail(take("p0", "a"), MISFIT);
		complete("p0", "fit");
		assertThat(ended()).isEqualTo(BatchStatus.COMPLETED);
	}

	@Test
	void aMessageThatAPassedOverWorkerHasTakenIsSentAgainAtOnce() throws Exception {
		beat("misfit", "jdbc", 0);
		beat("fit", "jdbc", 0);
		start(1);
		fail(take("p0", "misfit"), MISFIT);
		try (WorkChannel channel = WorkChannels.open(this.control.dataSource(), Map.of())) {
			for (int i = 0; i < 3; i++) {
				until(() -> messages() > 0);
				while (channel.receive() != null) {
					assertThat(this.claims.take("p0", "misfit")).isEmpty();
				}
			}
		}
		complete("p0", "fit");
		assertThat(ended()).isEqualTo(BatchStatus.COMPLETED);
	}

	@Test
	void whatFailsAtTheOnlyWorkerIsTriedThreeTimes() throws Exception {
		beat("misfit", "jdbc", 0);
		start(1);
		for (int i = 0; i < 3; i++) {
			fail(take("p0", "misfit"), MISFIT);
		}
		assertThat(ended()).isEqualTo(BatchStatus.FAILED);
		assertThat(this.run.failure()).isInstanceOfSatisfying(DroverException.class,
				(told) -> assertThat(told.code()).isEqualTo(ErrorCode.PLAN_010));
	}

	@Test
	void whoWasPassedOverGetsThePartitionOnceNobodyElseIsThere() throws Exception {
		beat("far", "jdbc", 0);
		beat("near", "jdbc", 1);
		start(1);
		fail(take("p0", "far"), UNREACHABLE);
		assertThat(this.claims.take("p0", "far")).isEmpty();
		this.workers.leave("near");
		complete("p0", "far");
		assertThat(ended()).isEqualTo(BatchStatus.COMPLETED);
	}

	@Test
	void aWorkerThatListensElsewhereIsNobodyAndIsNamed() throws Exception {
		beat("elsewhere", "jms", 0);
		start(1);
		until(() -> waitsFor().contains("listens to the channel jms"));
		beat("here", "jdbc", 0);
		until(() -> waitsFor().equals("null"));
		complete("p0", "here");
		assertThat(ended()).isEqualTo(BatchStatus.COMPLETED);
	}

	@Test
	void whatABrokerThatIsAwayDoesNotTakeIsSentAsSoonAsItIsBack() throws Exception {
		beat("worker", "jdbc", 0);
		Unsteady broker = new Unsteady(WorkChannels.open(this.control.dataSource(), Map.of()),
				WorkChannels.open(this.control.dataSource(), Map.of("DROVER_BROKER_URL", "tcp://127.0.0.1:1")));
		start(1, () -> broker);
		until(() -> broker.lost().get() >= 5);
		assertThat(messages()).isZero();
		assertThat(waitsFor()).contains("the channel jms does not answer");
		broker.back().set(true);
		until(() -> messages() > 0);
		complete("p0", "worker");
		assertThat(ended()).isEqualTo(BatchStatus.COMPLETED);
	}

	/** A channel that is another one, where nobody answers, until it is back. */
	private record Unsteady(WorkChannel channel, WorkChannel nobody, AtomicBoolean back,
			AtomicInteger lost) implements WorkChannel {

		Unsteady(WorkChannel channel, WorkChannel nobody) {
			this(channel, nobody, new AtomicBoolean(), new AtomicInteger());
		}

		@Override
		public String name() {
			return this.channel.name();
		}

		@Override
		public void send(StepExecutionRequest request) {
			if (this.back.get()) {
				this.channel.send(request);
				return;
			}
			try {
				this.nobody.send(request);
			}
			finally {
				this.lost.incrementAndGet();
			}
		}

		@Override
		public @Nullable StepExecutionRequest receive() {
			return this.channel.receive();
		}

		@Override
		public void close() {
			this.nobody.close();
			this.channel.close();
		}

	}

}
