package dev.drover.engine.value;

import java.math.BigDecimal;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/**
 * Zeros at the end go, however many there are.
 */
class DecimalsTests {

	@ParameterizedTest
	@ValueSource(strings = { "0", "0.000", "1.50", "-100", "1e400", "7" })
	void shortNumbers(String number) {
		BigDecimal decimal = new BigDecimal(number);
		assertThat(Decimals.stripped(decimal)).isEqualTo(decimal.stripTrailingZeros());
	}

	@Test
	void longNumbers() {
		for (String number : new String[] { "-1" + "0".repeat(999), "1." + "0".repeat(900), "3".repeat(500),
				"3".repeat(500) + "." + "20".repeat(300) }) {
			BigDecimal decimal = new BigDecimal(number);
			assertThat(Decimals.stripped(decimal)).isEqualTo(decimal.stripTrailingZeros());
		}
	}

	@Test
	void theLongestNumberOfPostgresqlTakesNoMinute() {
		BigDecimal longest = new BigDecimal("9".repeat(1000) + "0".repeat(130_000));
		org.junit.jupiter.api.Assertions.assertTimeout(Duration.ofSeconds(20),
				() -> assertThat(Decimals.stripped(longest).precision()).isEqualTo(1000));
		assertThatCode(() -> Decimals.stripped(BigDecimal.ZERO)).doesNotThrowAnyException();
	}

}
