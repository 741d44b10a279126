package dev.drover.engine.value;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a server keeps of JSON, whatever its length.
 */
class JsonFitTests {

	@ParameterizedTest
	@ValueSource(strings = { "{\"a\": [1, 2.5, null]}", "18446744073709551615", "\"\"", "1e2" })
	void isKept(String json) {
		assertThat(JsonFit.isJson(json)).isTrue();
		assertThat(JsonFit.fits(json, true)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "{", "[1,]", "{a: 1}", "NaN", "01", "1 2", "'x'" })
	void isNone(String text) {
		assertThat(JsonFit.isJson(text)).isFalse();
		assertThat(JsonFit.fits(text, true)).isFalse();
	}

	@Test
	void aKeyTwiceIsJsonOfWhichAPartGetsLost() {
		assertThat(JsonFit.isJson("{\"a\": 1, \"a\": 2}")).isTrue();
		assertThat(JsonFit.fits("{\"a\": 1, \"a\": 2}", false)).isFalse();
	}

	@Test
	void longNumbersNamesAndDeepOnesAreJsonToo() {
		String deep = "[".repeat(1500) + "]".repeat(1500);
		for (String json : List.of("9".repeat(5000), "{\"" + "k".repeat(70_000) + "\": 1}", deep)) {
			assertThat(JsonFit.isJson(json)).isTrue();
			assertThat(CanonicalJson.of(" " + json)).isEqualTo(CanonicalJson.of(json));
		}
		assertThat(JsonFit.fits("9".repeat(5000), true)).isFalse();
	}

}
