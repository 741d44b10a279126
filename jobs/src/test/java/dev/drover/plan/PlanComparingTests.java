package dev.drover.plan;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlanComparingTests {

	private static VerifySettings.Level compared(String planned, VerifySettings.@Nullable Level asked, boolean repair) {
		return new PlanReader(Map.of())
			.read("{id: m, source: {url: 'jdbc:h2:mem:a'}, target: {url: 'jdbc:h2:mem:b'}, verify: {level: " + planned
					+ "}}", "test")
			.comparing(asked, repair)
			.verify()
			.level();
	}

	@Test
	void whoAsksForAComparisonGetsOne() {
		assertThat(compared("none", null, false)).isEqualTo(VerifySettings.Level.HASH);
		assertThat(compared("count", null, false)).isEqualTo(VerifySettings.Level.COUNT);
		assertThat(compared("full", null, false)).isEqualTo(VerifySettings.Level.FULL);
		assertThat(compared("hash", VerifySettings.Level.NONE, false)).isEqualTo(VerifySettings.Level.NONE);
		assertThat(compared("count", null, true)).isEqualTo(VerifySettings.Level.HASH);
	}

}
