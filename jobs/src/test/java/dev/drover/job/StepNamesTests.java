package dev.drover.job;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StepNamesTests {

	@Test
	void longNamesAreCutAndStayApart() {
		String prefix = "verify-worker:";
		String fitting = "t".repeat(StepNames.LONGEST - prefix.length());
		assertThat(StepNames.fitting(prefix, fitting)).isEqualTo(fitting);
		String one = StepNames.fitting(prefix, fitting + "1");
		String two = StepNames.fitting(prefix, fitting + "2");
		assertThat(one).hasSize(fitting.length()).isNotEqualTo(two).startsWith("tttt");
		assertThat(StepNames.fitting(prefix, fitting + "1")).as("the same on every restart").isEqualTo(one);
	}

}
