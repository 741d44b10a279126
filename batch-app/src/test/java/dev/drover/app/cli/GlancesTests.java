package dev.drover.app.cli;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GlancesTests {

	@Test
	void anInterruptMakesTheNextOneTheLast() {
		Glances glances = new Glances();
		assertThat(glances.wanted()).isTrue();
		Thread.currentThread().interrupt();
		glances.pause();
		assertThat(Thread.interrupted()).as("the thread still knows of it").isTrue();
		assertThat(glances.wanted()).isFalse();
	}

}
