package dev.drover.engine.live;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CounterTests {

	private static final Counter COUNTER = new Counter(1_000, 1, 1, Long.MAX_VALUE);

	@Test
	void what_is_set_ahead_is_enough_until_the_application_has_taken_as_many_again() {
		long ahead = COUNTER.farBeyond();
		assertThat(COUNTER.leaves(ahead)).isTrue();
		assertThat(new Counter(101_000, 1, 1, Long.MAX_VALUE).leaves(ahead)).isTrue();
		assertThat(new Counter(101_001, 1, 1, Long.MAX_VALUE).leaves(ahead)).isFalse();
	}

	@Test
	void numbers_that_fall_are_looked_at_the_other_way_round() {
		Counter falling = new Counter(-1_000, -1, 1, Long.MIN_VALUE);
		assertThat(falling.farBeyond()).isEqualTo(-201_000);
		assertThat(falling.leaves(-101_000)).isTrue();
		assertThat(falling.leaves(-100_999)).isFalse();
	}

	@Test
	void where_few_are_left_no_more_than_half_of_them_are_given_up() {
		Counter small = new Counter(20_000, 1, 1, 32_767);
		assertThat(small.farBeyond()).isEqualTo(small.beyond()).isEqualTo(26_383);
	}

}
