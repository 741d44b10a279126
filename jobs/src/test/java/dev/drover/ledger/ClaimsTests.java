package dev.drover.ledger;

import java.time.Clock;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.ledger.ClaimRecord.State;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClaimsTests {

	private final ControlDatabase control = ControlDatabase.inMemory();

	private Ledger ledger;

	private Claims claims;

	private OwnedClaims owned;

	@BeforeEach
	void begin() {
		this.control.bringUpToDate();
		this.ledger = new Ledger(this.control.dataSource(), Clock.systemUTC());
		this.ledger.create("m", "plan", "fingerprint");
		this.claims = new Claims(this.control.dataSource(), "m", "copy");
		this.owned = owner("one");
		this.owned.open(List.of(ClaimRecord.toOpen("p", "", 7)));
	}

	@AfterEach
	void end() {
		this.control.close();
	}

	private OwnedClaims owner(String name) {
		assertThat(this.ledger.claim(this.ledger.find("m").orElseThrow(), name)).isTrue();
		return new OwnedClaims(this.control.dataSource(), "m", "copy", name);
	}

	private ClaimRecord now() {
		return this.claims.find("p").orElseThrow();
	}

	private ClaimRecord taken(String worker) {
		return this.claims.take("p", worker).orElseThrow();
	}

	private boolean given(ClaimRecord claim, State to) {
		return this.claims.giveBack("p", String.valueOf(claim.worker()), claim.epoch(), to,
				(to == State.FAILED) ? "trouble" : null);
	}

	@Test
	void whatIsSentTwiceIsOneWorkersOnly() {
		ClaimRecord first = taken("a");
		assertThat(first.epoch()).as("higher than the target's").isEqualTo(8);
		assertThat(this.claims.take("p", "b")).isEmpty();
		assertThat(this.claims.take("p", "a")).as("it may not have heard").contains(first);
		assertThat(now()).isEqualTo(first);
	}

	@Test
	void whatComesLateFindsNothing() {
		ClaimRecord claim = taken("a");
		assertThat(given(claim, State.DONE)).isTrue();
		assertThat(given(claim, State.DONE)).as("the answer was lost").isTrue();
		assertThat(this.claims.take("p", "b")).isEmpty();
		assertThat(now().state()).isEqualTo(State.DONE);
	}

	@Test
	void whoeverWasSilentGivesNothingBackAndEachClaimIsHigher() {
		ClaimRecord silent = taken("a");
		assertThat(this.owned.takeAway(silent, State.OPEN)).isTrue();
		assertThat(this.owned.takeAway(silent, State.OPEN)).isFalse();
		ClaimRecord next = taken("b");
		assertThat(next.epoch()).isGreaterThan(silent.epoch());
		for (State to : List.of(State.DONE, State.OPEN, State.FAILED)) {
			assertThat(given(silent, to)).isFalse();
		}
		this.claims.progress("p", "a", silent.epoch(), 5, 5, 5);
		assertThat(new WorkerRecords(this.control.dataSource()).progress("m")).singleElement()
			.isEqualTo(new ClaimProgress("b", "p", 0, 0));
		assertThat(now()).isEqualTo(next);
	}

	@Test
	void whatIsHeldIsNobodysUntilTheNextAttempt() {
		ClaimRecord claim = taken("a");
		this.owned.hold();
		assertThat(new WorkerRecords(this.control.dataSource()).held("a")).singleElement()
			.satisfies((held) -> assertThat(held.stop()).isTrue());
		assertThat(given(claim, State.OPEN)).isTrue();
		assertThat(now().state()).isEqualTo(State.HELD);
		assertThat(this.claims.take("p", "b")).isEmpty();
		OwnedClaims next = owner("two");
		next.open(List.of(ClaimRecord.toOpen("p", "", 7)));
		assertThat(given(taken("b"), State.OPEN)).isTrue();
		assertThat(now().state()).as("nobody wants it back any more").isEqualTo(State.OPEN);
	}

	@Test
	void whatStaysWithAWorkerIsNotCalledBackAnyMore() {
		ClaimRecord claim = taken("a");
		this.owned.hold();
		owner("two").open(List.of(ClaimRecord.toOpen("p", "", 7)));
		assertThat(now()).isEqualTo(claim);
		assertThat(given(claim, State.OPEN)).isTrue();
		assertThat(now().state()).isEqualTo(State.OPEN);
	}

	@Test
	void whoWasReplacedChangesNothing() {
		ClaimRecord open = now();
		OwnedClaims next = owner("two");
		isReplaced(() -> this.owned.hold());
		isReplaced(() -> this.owned.open(List.of(ClaimRecord.toOpen("p", "other", 90))));
		assertThat(now()).isEqualTo(open);
		ClaimRecord claim = taken("a");
		isReplaced(() -> this.owned.takeAway(claim, State.OPEN));
		isReplaced(() -> this.owned.hold());
		assertThat(new WorkerRecords(this.control.dataSource()).held("a")).singleElement()
			.satisfies((held) -> assertThat(held.stop()).isFalse());
		assertThat(given(claim, State.FAILED)).isTrue();
		isReplaced(() -> this.owned.openAgain(claim, false, 1));
		assertThat(now().state()).isEqualTo(State.FAILED);
		next.openAgain(claim, false, 1);
		next.hold();
		isReplaced(() -> this.owned.openHeld(now()));
		assertThat(now().state()).isEqualTo(State.HELD);
	}

	private static void isReplaced(Runnable change) {
		assertThatThrownBy(change::run).isInstanceOfSatisfying(DroverException.class,
				(told) -> assertThat(told.code()).isEqualTo(ErrorCode.COPY_002));
	}

	@Test
	void whoFailedLastIsPassedOverAndTheManagerSeesThatItAsked() {
		ClaimRecord claim = taken("a");
		assertThat(given(claim, State.FAILED)).isTrue();
		this.owned.openAgain(claim, true, 0);
		ClaimRecord open = now();
		assertThat(open.passedOver()).isEqualTo("a");
		assertThat(open.failures()).isZero();
		assertThat(this.claims.take("p", "a")).isEmpty();
		assertThat(now().state()).isEqualTo(State.OPEN);
		assertThat(now().epoch()).as("its message is used up").isEqualTo(open.epoch() + 1);
		this.owned.openToAll(now());
		assertThat(now().passedOver()).isNull();
		assertThat(taken("a").epoch()).isGreaterThan(claim.epoch());
	}

	@Test
	void whatFailedOnceAndWasTakenFromASilentWorkerIsOpenToAll() {
		ClaimRecord claim = taken("a");
		assertThat(given(claim, State.FAILED)).isTrue();
		this.owned.openAgain(claim, true, 1);
		this.owned.takeAway(taken("b"), State.OPEN);
		assertThat(now().passedOver()).isNull();
		assertThat(this.claims.take("p", "b")).isPresent();
	}

	@Test
	void anotherJobExecutionIsNotedForTheOwnerOnly() {
		this.ledger.jobExecution("m", 1, "one");
		owner("two");
		isReplaced(() -> this.ledger.jobExecution("m", 2, "one"));
		assertThat(this.ledger.find("m").orElseThrow().jobExecutionId()).isEqualTo(1);
	}

}
