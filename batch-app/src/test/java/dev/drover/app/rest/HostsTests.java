package dev.drover.app.rest;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HostsTests {

	private final Hosts hosts = new Hosts(List.of("Drover.example"));

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "LOCALHOST:8080", "127.0.0.1:1", "10.1.2.3", "[::1]:8080", "[fe80::1]",
			"drover.example", "drover.example:443" })
	void addressesAndItsOwnNamesAreLetIn(String host) {
		assertThat(this.hosts.refusal(host, List.of(), null)).isEmpty();
		assertThat(this.hosts.refusal(host, List.of("https://" + host), "same-origin")).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8080", "drover.example.",
			"drover.example@evil.example", "", ":8080", "1.2.3", "[::1", "localhost:8080:1" })
	void otherNamesAreNot(String host) {
		assertThat(this.hosts.refusal(host, List.of(), null)).isPresent();
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example", "null", "http://localhost:8081", "http://localhost", "file://",
			"http://localhost:8080@evil.example", "%" })
	void pagesOfOtherOriginsAreNot(String origin) {
		assertThat(this.hosts.refusal("localhost:8080", List.of(origin), null)).isPresent();
		assertThat(this.hosts.refusal("localhost:8080", List.of("http://localhost:8080", origin), null)).isPresent();
	}

	@Test
	void whatABrowserSaysOfTheSiteCounts() {
		assertThat(this.hosts.refusal("localhost", List.of(), "cross-site")).isPresent();
		assertThat(this.hosts.refusal("localhost", List.of(), "same-site")).isPresent();
		assertThat(this.hosts.refusal("localhost", List.of(), "none")).isEmpty();
		assertThat(this.hosts.refusal(null, List.of(), null)).isPresent();
	}

}
