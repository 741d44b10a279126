package dev.drover.ledger;

import java.time.Clock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.phase.Phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LedgerTests {

	private final ControlDatabase control = ControlDatabase.inMemory();

	private Ledger ledger;

	@BeforeEach
	void begin() {
		this.control.bringUpToDate();
		this.ledger = new Ledger(this.control.dataSource(), Clock.systemUTC());
		this.ledger.create("m", "plan", "fingerprint");
		assertThat(this.ledger.claim(this.ledger.find("m").orElseThrow(), "one")).isTrue();
		this.ledger.move("m", Phase.PREPARING, "one");
	}

	@AfterEach
	void end() {
		this.control.close();
	}

	private void isReplaced(Phase to, String owner) {
		assertThatThrownBy(() -> this.ledger.move("m", to, owner)).isInstanceOfSatisfying(DroverException.class,
				(told) -> assertThat(told.code()).isEqualTo(ErrorCode.COPY_002));
	}

	@Test
	void whoWasReplacedMovesNothingAnyMore() {
		assertThat(this.ledger.claim(this.ledger.find("m").orElseThrow(), "two")).isTrue();
		isReplaced(Phase.SCHEMA_SYNC, "one");
		isReplaced(Phase.PREPARING, "one");
		assertThat(this.ledger.owns("m", "one")).isFalse();
		this.ledger.move("m", Phase.SCHEMA_SYNC, "two");
		this.ledger.release("m", "two", 0, "");
		isReplaced(Phase.FAILED, "two");
		assertThat(this.ledger.find("m").orElseThrow().phase()).isEqualTo(Phase.SCHEMA_SYNC);
	}

	@Test
	void onlyOneOfTwoThatSawTheSameBecomesTheOwner() {
		MigrationRecord seen = this.ledger.find("m").orElseThrow();
		assertThat(this.ledger.claim(seen, "two")).isTrue();
		assertThat(this.ledger.claim(seen, "three")).isFalse();
	}

	/** The answer was lost, and the driver has said it again. */
	@Test
	void aClaimThatIsSaidTwiceIsOne() {
		MigrationRecord seen = this.ledger.find("m").orElseThrow();
		assertThat(this.ledger.claim(seen, "two")).isTrue();
		assertThat(this.ledger.claim(seen, "two")).isTrue();
		this.ledger.release("m", "two", 0, "");
		assertThat(this.ledger.claim(seen, "two")).isFalse();
	}

}
