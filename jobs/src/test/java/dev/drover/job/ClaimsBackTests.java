package dev.drover.job;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.copy.Checkpoints;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.job.channel.WorkChannel;
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
import dev.drover.progress.ProgressListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A worker lives, and hangs on a line that is silent: whoever wants the migration to end
 * does not wait for it for ever.
 */
class ClaimsBackTests {

	private final ControlDatabase control = ControlDatabase.inMemory();

	private final AtomicLong clock = new AtomicLong();

	private final List<String> told = new ArrayList<>();

	@TempDir
	private Path directory;

	private Claims claims;

	private MigrationRun run;

	@BeforeEach
	void begin() {
		this.control.bringUpToDate();
		Plan plan = PlanReader.ofAcceptedPlans()
			.read("id: m\nsource: {url: 'jdbc:h2:mem:a'}\ntarget: {url: 'jdbc:h2:file:"
					+ this.directory.resolve("target") + "'}\n", "test");
		Ledger ledger = new Ledger(this.control.dataSource(), Clock.systemUTC());
		ledger.create("m", PlanText.of(plan), PlanText.fingerprint(plan));
		assertThat(ledger.claim(ledger.find("m").orElseThrow(), "manager")).isTrue();
		this.claims = new Claims(this.control.dataSource(), "m", "copy");
		new OwnedClaims(this.control.dataSource(), "m", "copy", "manager")
			.open(List.of(ClaimRecord.toOpen("p1", "", 0)));
		this.run = new MigrationRun(plan, "manager", true, new Secrets(Map.of()), this.control.dataSource(), ledger,
				new AtomicBoolean());
		this.run.listener(new ProgressListener() {
			@Override
			public void notice(String text) {
				ClaimsBackTests.this.told.add(text);
			}
		});
	}

	@AfterEach
	void end() throws Exception {
		this.run.close();
		this.control.close();
	}

	private List<ClaimRecord> looks(ClaimsBack back, int times, long seconds) {
		List<ClaimRecord> taken = List.of();
		for (int i = 0; i < times; i++) {
			this.clock.addAndGet(seconds * 1_000_000_000L);
			new WorkerRecords(this.control.dataSource()).beat(new WorkerRecord("hangs", Owner.self(), "test",
					WorkChannel.PROTOCOL, "jdbc", "", 1, 1, false, 0, 0, 0));
			taken = back.look();
		}
		return taken;
	}

	@Test
	void whatALivingWorkerDoesNotGiveBackIsFencedAndTakenAway() throws Exception {
		Checkpoints checkpoints = this.run.checkpoints();
		ClaimRecord claim = this.claims.take("p1", "hangs").orElseThrow();
		try (Connection target = this.run.target().connect(this.run.targetEndpoint())) {
			checkpoints.create(target);
			checkpoints.prepare(target, "p1", "t");
			ClaimsBack back = new ClaimsBack(this.run, "copy", this.control.dataSource(),
					new Fleet(this.clock::get, null), this.clock::get);
			// the control database was away for long before a look
			assertThat(looks(back, 29, 100)).as("it may be at the end of a chunk").hasSize(1);
			assertThat(this.told).isEmpty();
			assertThat(looks(back, 1, 2)).isEmpty();
			assertThat(this.claims.find("p1").orElseThrow().state()).isEqualTo(State.HELD);
			assertThat(this.told).singleElement().asString().contains("lives and does not give partition p1 back");
			assertThatThrownBy(() -> checkpoints.ofClaim(claim.epoch()).claim(target, "p1", "t"))
				.isInstanceOfSatisfying(DroverException.class,
						(refused) -> assertThat(refused.code()).isEqualTo(ErrorCode.COPY_002));
		}
	}

}
