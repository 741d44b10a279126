package dev.drover.job;

import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GrowingPauseTests {

	private final GrowingPause pause = new GrowingPause();

	@Test
	void itGrowsFromASecondToAMinute() {
		assertThat(LongStream.range(0, 9).map((ignored) -> this.pause.next())).containsExactly(1L, 2L, 4L, 8L, 16L, 32L,
				60L, 60L, 60L);
	}

	@Test
	void itBeginsAnewAfterATryThatWentWell() {
		assertThat(this.pause.hasBegun()).isFalse();
		this.pause.next();
		assertThat(this.pause.first()).isTrue();
		this.pause.next();
		assertThat(this.pause.first()).isFalse();
		assertThat(this.pause.failing()).isTrue();
		this.pause.reset();
		assertThat(this.pause.hasBegun()).isTrue();
		assertThat(this.pause.failing()).isFalse();
		assertThat(this.pause.next()).isEqualTo(1);
	}

}
