package dev.drover.job.channel;

import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.drover.fault.DroverException;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BrokerUrlTests {

	@ParameterizedTest
	@ValueSource(strings = { "foo", "foo://host:1" })
	void whatIsNoBrokerIsRefused(String url) {
		assertThatThrownBy(() -> new JmsWorkChannel(url, "id", Map.of())).isInstanceOf(DroverException.class)
			.hasMessageStartingWith("PLAN_011 the broker's URL is " + url + ", allowed is one such as tcp://");
	}

}
