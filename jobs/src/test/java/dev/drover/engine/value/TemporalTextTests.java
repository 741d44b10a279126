package dev.drover.engine.value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All spellings of one moment have one canonical text, the usual ones as well as the
 * rare.
 */
class TemporalTextTests {

	@ParameterizedTest
	@CsvSource({ "2024-02-29 23:59:58, 2024-02-29 23:59:58", "2024-02-29T23:59:58, 2024-02-29 23:59:58",
			"2024-02-29 23:59:58.250000, 2024-02-29 23:59:58.25", "2024-02-29 23:59:58.000000, 2024-02-29 23:59:58",
			"2024-02-29 23:59:58.5+00, 2024-02-29 23:59:58.5", "2024-02-29 23:59:58+00:00, 2024-02-29 23:59:58",
			"2024-02-29 23:59:58Z, 2024-02-29 23:59:58", "2024-02-29, 2024-02-29 00:00:00",
			"0001-01-01 00:00:00 BC, 0001-01-01 00:00:00 BC", "12024-02-29 23:59:58, 12024-02-29 23:59:58",
			"2024-02-29 23:59, 2024-02-29 23:59:00", "infinity, infinity",
			"2024-02-29 23:59:58.123456789, 2024-02-29 23:59:58.123456789" })
	void timestamps(String spelled, String canonical) {
		assertThat(TemporalText.canonical(Kind.TIMESTAMP, spelled)).isEqualTo(canonical);
	}

	@ParameterizedTest
	@CsvSource({ "2024-02-29 23:59:58, 2024-02-29 23:59:58+00", "2024-02-29 23:59:58.10+00, 2024-02-29 23:59:58.1+00",
			"2024-02-29 23:59:58.1+00, 2024-02-29 23:59:58.1+00", "2024-02-29 23:59:58+02, 2024-02-29 21:59:58+00",
			"2024-02-29 23:59:58.5+05:30, 2024-02-29 18:29:58.5+00", "2024-02-29 00:00:00-0100, 2024-02-29 01:00:00+00",
			"9999-12-31 23:59:59-01, 10000-01-01 00:59:59+00", "12024-02-29 00:30:00+01, 12024-02-28 23:30:00+00",
			"0001-01-01 00:00:00.5+01, 0001-12-31 23:00:00.5+00 BC",
			"0044-03-15 00:00:00+01 BC, 0044-03-14 23:00:00+00 BC",
			"0001-12-31 23:30:00-01 BC, 0001-01-01 00:30:00+00" })
	void moments(String spelled, String canonical) {
		assertThat(TemporalText.canonical(Kind.TIMESTAMPTZ, spelled)).isEqualTo(canonical);
	}

	@ParameterizedTest
	@CsvSource({ "2024-02-29, 2024-02-29", "2024-02-29 00:00:00, 2024-02-29", "12024-02-29, 12024-02-29",
			"5874897-12-31, 5874897-12-31" })
	void dates(String spelled, String canonical) {
		assertThat(TemporalText.canonical(Kind.DATE, spelled)).isEqualTo(canonical);
	}

	@ParameterizedTest
	@ValueSource(strings = { "2024-02-29 23:59:58.", "2024-02-29 23:59:58.1234567890", "2024-02-29 23:59:5x",
			"2024-02-29x23:59:58", "2024-2-29 23:59:58", "2024-02-29 23:59:58+02", "2024-02-29 23:59:58.x", "", "+00",
			"2024-02-29 23:59:58 ", "2016-12-31 23:59:60", "2024-02-29 24:00:00", "2024-02-29 23:60:00",
			"2024-02-29T24:00:00" })
	void whatIsNoTimestampOfThatKindIsNone(String spelled) {
		assertThat(TemporalText.canonical(Kind.TIMESTAMP, spelled)).isNull();
	}

	@Test
	void whatIsNoMomentIsNone() {
		assertThat(TemporalText.canonical(Kind.TIMESTAMPTZ, "2016-12-31 23:59:60+00")).isNull();
		assertThat(TemporalText.canonical(Kind.TIMESTAMPTZ, "0000-00-00 00:00:00+02")).isNull();
		assertThat(TemporalText.canonical(Kind.TIMESTAMPTZ, "2023-02-30 00:00:00+02")).isNull();
	}

	@Test
	void aSecondThatNoClockShowsIsNone() {
		assertThat(TemporalText.canonical(Kind.TIME, "23:59:60")).isNull();
		assertThat(TemporalText.duration("-838:59:60")).isNull();
		assertThat(TemporalText.duration("-838:59:59")).isEqualTo("-838:59:59");
		assertThat(TemporalText.canonical(Kind.TIME, "24:00:00")).isEqualTo("24:00:00");
	}

	@Test
	void whatIsNoDateIsNone() {
		assertThat(TemporalText.canonical(Kind.DATE, "2024-02-29 00:00:01")).isNull();
		assertThat(TemporalText.canonical(Kind.DATE, "2024-02-2x")).isNull();
	}

}
