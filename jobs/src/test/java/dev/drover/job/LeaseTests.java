package dev.drover.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.ledger.ControlDatabase;
import dev.drover.ledger.Ledger;
import dev.drover.plan.Plan;
import dev.drover.plan.PlanReader;
import dev.drover.plan.Secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * A process whose lease may be over does nothing that only the owner may do.
 */
class LeaseTests {

	private static final String PLACE = "schema.statement";

	private final AtomicLong time = new AtomicLong(1_000_000);

	private final Clock clock = new Clock() {

		@Override
		public ZoneOffset getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return Instant.ofEpochMilli(LeaseTests.this.time.get());
		}

	};

	private final ControlDatabase control = ControlDatabase.inMemory();

	private Ledger ledger;

	private MigrationRun run;

	private Heart heart;

	@BeforeEach
	void begin() {
		this.control.bringUpToDate();
		this.ledger = new Ledger(this.control.dataSource(), Clock.systemUTC());
		this.ledger.create("m", "plan", "fingerprint");
		assertThat(this.ledger.claim(this.ledger.find("m").orElseThrow(), "one")).isTrue();
		Plan plan = new PlanReader(Map.of())
			.read("{id: m, source: {url: 'jdbc:h2:mem:a'}, target: {url: 'jdbc:h2:mem:b'}}", "test");
		this.run = new MigrationRun(plan, "one", false, new Secrets(Map.of()), this.control.dataSource(), this.ledger,
				new AtomicBoolean());
		this.heart = new Heart(this.run, "one", this.ledger, this.clock, Workers.REMOTE);
		this.heart.begin();
	}

	@AfterEach
	void end() throws Exception {
		this.heart.close();
		this.run.close();
		this.control.close();
	}

	private void isToldAt(ErrorCode code) {
		await().atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThatThrownBy(() -> this.run.faults().reached(PLACE))
				.isInstanceOfSatisfying(DroverException.class, (told) -> assertThat(told.code()).isEqualTo(code)));
	}

	@Test
	void theOwnerPasses() {
		this.run.faults().reached(PLACE);
		// a pause of its machine, within which nobody else became the owner
		this.time.addAndGet(600_000);
		this.run.faults().reached(PLACE);
		assertThat(this.run.failure()).isNull();
	}

	@Test
	void whoWasReplacedStopsBetweenTwoStatements() {
		assertThat(this.ledger.claim(this.ledger.find("m").orElseThrow(), "two")).isTrue();
		this.time.addAndGet(11_000);
		assertThatThrownBy(() -> this.run.faults().reached(PLACE)).isInstanceOfSatisfying(DroverException.class,
				(told) -> assertThat(told.code()).isEqualTo(ErrorCode.COPY_002));
		// these have epochs and gates of their own
		this.run.reached("copy.after-commit");
		this.run.reached("cutover.moved");
	}

	@Test
	void whoCannotAskWaitsAsLongAsItsWorkersGoOnAndEndsThen() throws Exception {
		this.control.close();
		this.time.addAndGet(11_000);
		CompletableFuture<Void> passed = CompletableFuture.runAsync(() -> this.run.faults().reached(PLACE));
		assertThatThrownBy(() -> passed.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
		assertThat(this.run.failure()).as("it may come back").isNull();
		this.time.addAndGet(60_000);
		assertThatThrownBy(() -> passed.get(20, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class)
			.hasCauseInstanceOf(DroverException.class);
		isToldAt(ErrorCode.CONN_006);
	}

}
