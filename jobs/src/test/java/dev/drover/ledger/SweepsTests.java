package dev.drover.ledger;

import java.time.Clock;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SweepsTests {

	private final ControlDatabase control = ControlDatabase.inMemory();

	private Ledger ledger;

	private Sweeps sweeps;

	@BeforeEach
	void begin() {
		this.control.bringUpToDate();
		this.ledger = new Ledger(this.control.dataSource(), Clock.systemUTC());
		this.ledger.create("m", "", "");
		this.sweeps = new Sweeps(this.control.dataSource(), "m");
		own("one");
	}

	private void own(String owner) {
		assertThat(this.ledger.claim(this.ledger.find("m").orElseThrow(), owner)).isTrue();
	}

	@AfterEach
	void end() {
		this.control.close();
	}

	@Test
	void whoeverAsksIsServedOnce() {
		this.sweeps.ask("a");
		assertThat(this.sweeps.open()).containsExactly("a");
		assertThat(this.sweeps.served("a")).isFalse();
		this.sweeps.serve("a");
		assertThat(this.sweeps.open()).isEmpty();
		assertThat(this.sweeps.served("a")).isTrue();
		assertThat(this.sweeps.asked("a")).isFalse();
	}

	@Test
	void onlyTheOwnerForgetsWhoHasAsked() {
		this.sweeps.ask("a");
		own("two");
		this.sweeps.forget("one");
		assertThat(this.sweeps.open()).as("its successor's").containsExactly("a");
		this.sweeps.forget("two");
		assertThat(this.sweeps.asked("a")).isFalse();
	}

}
