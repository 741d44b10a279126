package dev.drover.job;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.drover.engine.Reject;
import dev.drover.fault.DroverException;
import dev.drover.ledger.ClaimRecord;
import dev.drover.ledger.ClaimRecord.State;
import dev.drover.ledger.Claims;
import dev.drover.ledger.ControlDatabase;
import dev.drover.ledger.DifferenceRecord;
import dev.drover.ledger.HeldClaim;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.OwnedClaims;
import dev.drover.ledger.Tenure;
import dev.drover.plan.PlanReader;
import dev.drover.plan.Secrets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A worker that was silent for too long comes back after another one has done its
 * partition: it undoes nothing of what the other has written.
 */
class ReplacedWorkerTests {

	private final ControlDatabase control = ControlDatabase.inMemory();

	@BeforeEach
	void begin() {
		this.control.bringUpToDate();
		Ledger ledger = new Ledger(this.control.dataSource(), Clock.systemUTC());
		ledger.create("m", "plan", "fingerprint");
		ledger.claim(ledger.find("m").orElseThrow(), "manager");
	}

	private OwnedClaims opened(String step) {
		OwnedClaims claims = new OwnedClaims(this.control.dataSource(), "m", step, "manager");
		claims.open(List.of(ClaimRecord.toOpen("p1", "", 0)));
		return claims;
	}

	@AfterEach
	void end() {
		this.control.close();
	}

	private MigrationRun run(String step, String worker) {
		Claims claims = new Claims(this.control.dataSource(), "m", step);
		ClaimRecord claim = claims.take("p1", worker).orElseThrow();
		MigrationRun run = new MigrationRun(
				new PlanReader(Map.of()).read("id: m\nsource: {url: 'jdbc:h2:mem:a'}\ntarget: {url: 'jdbc:h2:mem:b'}\n"
						+ "limits: {max_errors: 100}\n", "test"),
				worker, true, new Secrets(Map.of()), this.control.dataSource(),
				new Ledger(this.control.dataSource(), Clock.systemUTC()), new AtomicBoolean());
		HeldClaim mine = new HeldClaim("m", step, "p1", claim.epoch(), false);
		run.claimed(mine, Tenure.ofClaim(this.control.dataSource(), mine, worker));
		return run;
	}

	private MigrationRun replaced(String step) {
		OwnedClaims claims = opened(step);
		MigrationRun first = run(step, "first");
		ClaimRecord silent = new Claims(this.control.dataSource(), "m", step).find("p1").orElseThrow();
		assertThat(claims.takeAway(silent, State.OPEN)).isTrue();
		return first;
	}

	private static Reject reject(String key) {
		return new Reject("t", key, "row " + key, "key " + key, "", "refused");
	}

	@Test
	void rejectsOfWhoeverCameAfterItStay() throws Exception {
		try (MigrationRun first = replaced("copy"); MigrationRun second = run("copy", "second")) {
			second.tally().resumed("t", "p1", 0);
			second.tally().rejected("t", "p1", 0, List.of(reject("1")));
			second.tally().rejected("t", "p1", 1, List.of(reject("2")));
			assertThatThrownBy(() -> first.tally().rejected("t", "p1", 0, List.of(reject("1"))))
				.isInstanceOf(DroverException.class)
				.hasMessageContaining("COPY_002");
			assertThatThrownBy(() -> first.tally().resumed("t", "p1", 0)).isInstanceOf(DroverException.class);
			assertThat(second.rejections().records().first(10)).containsExactly(reject("1"), reject("2"));
			new Claims(this.control.dataSource(), "m", "copy").giveBack("p1", "second", 2, State.DONE, null);
			assertThatThrownBy(() -> first.tally().resumed("t", "p1", 0)).isInstanceOf(DroverException.class);
			assertThat(second.rejections().records().count()).isEqualTo(2);
		}
	}

	@Test
	void aVerdictOfWhoeverCameAfterItStays() throws Exception {
		try (MigrationRun first = replaced("verify"); MigrationRun second = run("verify", "second")) {
			second.work().addTable("t", 1, "t", true);
			second.work()
				.verified("t", 10, 1, List.of(new DifferenceRecord("t", "missing", "7", List.of())), List.of());
			assertThatThrownBy(() -> first.work().verified("t", 9, 0, List.of(), List.of()))
				.isInstanceOf(DroverException.class)
				.hasMessageContaining("COPY_002");
			assertThatThrownBy(() -> first.work().rowsSource("t", 9)).isInstanceOf(DroverException.class);
			assertThat(second.work().differences()).hasSize(1);
			assertThat(second.work().tables().get(0).rowsVerified()).isEqualTo(10);
		}
	}

	@Test
	void whoeverIsAskedToStopStillOwnsWhatItHas() throws Exception {
		OwnedClaims claims = opened("copy");
		try (MigrationRun only = run("copy", "only")) {
			claims.hold();
			only.tally().rejected("t", "p1", 0, List.of(reject("1")));
			assertThat(only.rejections().records().count()).isEqualTo(1);
		}
	}

}
