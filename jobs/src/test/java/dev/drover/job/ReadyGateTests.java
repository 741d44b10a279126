package dev.drover.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.drover.ledger.ControlDatabase;
import dev.drover.ledger.Ledger;
import dev.drover.plan.PlanReader;
import dev.drover.plan.Secrets;
import dev.drover.progress.Progress;
import dev.drover.progress.ProgressListener;
import dev.drover.progress.StepCheckpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A migration at READY waits for what its plan says, by a clock that goes on by a minute
 * whenever it is read.
 */
class ReadyGateTests {

	private static final String DAILY = "strategy: {type: time_window, start: '01:00', end: '03:00'}";

	private final AtomicBoolean stop = new AtomicBoolean();

	private final ControlDatabase control = ControlDatabase.inMemory();

	private final List<String> told = new ArrayList<>();

	private Instant now = Instant.parse("2027-01-05T00:30:00Z");

	private final Clock clock = new Clock() {

		@Override
		public Instant instant() {
			ReadyGateTests.this.now = ReadyGateTests.this.now.plus(Duration.ofMinutes(10));
			return ReadyGateTests.this.now;
		}

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

	};

	@BeforeEach
	void prepare() {
		this.control.bringUpToDate();
		new Ledger(this.control.dataSource(), this.clock).create("m", "plan", "fingerprint");
	}

	@AfterEach
	void close() {
		this.control.close();
	}

	private MigrationRun run(String settings) {
		MigrationRun run = new MigrationRun(
				new PlanReader(Map.of())
					.read("id: m\nsource: {url: 'jdbc:h2:mem:a'}\ntarget: {url: 'jdbc:h2:mem:b'}\n" + settings, "test"),
				"one", false, new Secrets(Map.of()), this.control.dataSource(),
				new Ledger(this.control.dataSource(), this.clock), this.stop);
		run.listener(new ProgressListener() {

			@Override
			public void begun(Supplier<Progress> progress) {
			}

			@Override
			public void stepBegun(String step) {
			}

			@Override
			public void stepEnded(StepCheckpoint step) {
			}

			@Override
			public void notice(String text) {
				ReadyGateTests.this.told.add(text);
			}

			@Override
			public void ended() {
			}

		});
		return run;
	}

	@Test
	void aWindowIsWaitedForAndItsEndIsTheLatestMoment() throws Exception {
		try (MigrationRun run = run(DAILY)) {
			assertThat(new ReadyGate(run, this.clock).await()).isEqualTo("2027-01-05T03:00:00Z");
			assertThat(this.now).isAfterOrEqualTo("2027-01-05T01:00:00Z");
			assertThat(this.told).containsExactly("READY: waits for its window, open from 2027-01-05T01:00:00Z to"
					+ " 2027-01-05T03:00:00Z; Ctrl-C stops here");
			assertThat(run.figures().waitsFor()).isNull();
			assertThat(run.live().audit()).singleElement()
				.satisfies((record) -> assertThat(record.action()).isEqualTo("ready"));
		}
	}

	@Test
	void afterATryTheWritersAreLeftAlone() throws Exception {
		try (MigrationRun run = run("cutover: {gate: auto}")) {
			ReadyGate gate = new ReadyGate(run, this.clock);
			assertThat(gate.await()).isEqualTo(Instant.MAX);
			assertThat(gate.opensAgain()).isFalse();
			assertThat(new ReadyGate(run(DAILY), this.clock).opensAgain()).isTrue();
			assertThat(new ReadyGate(run("cutover: {gate: manual}"), this.clock).opensAgain()).isTrue();
		}
	}

	@Test
	void theWordIsKeptForTheWindow() throws Exception {
		try (MigrationRun run = run(DAILY + "\ncutover: {gate: manual}")) {
			run.progress().openGate();
			assertThat(new ReadyGate(run, this.clock).await()).isEqualTo("2027-01-05T03:00:00Z");
			run.progress().closeGate();
			this.stop.set(true);
			assertThatThrownBy(() -> new ReadyGate(run, this.clock).await()).isInstanceOf(StopException.class);
			assertThat(run.figures().waitsFor()).startsWith("`drover cutover m`");
		}
	}

	@Test
	void aWaiverOpensAWindowThatHasClosedForGood() throws Exception {
		try (MigrationRun run = run("strategy: {type: time_window, start: '2026-12-24T01:00', end: '03:00'}")) {
			this.stop.set(true);
			assertThatThrownBy(() -> new ReadyGate(run, this.clock).await()).isInstanceOf(StopException.class);
			assertThat(run.figures().waitsFor())
				.isEqualTo("`drover cutover m --force`, since its window has closed for good");
			run.progress().waive();
			assertThat(new ReadyGate(run, this.clock).await()).isEqualTo(Instant.MAX);
		}
	}

}
