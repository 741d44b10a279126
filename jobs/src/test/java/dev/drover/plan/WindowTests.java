package dev.drover.plan;

import java.time.Instant;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WindowTests {

	private static Window window(String strategy) {
		Window window = new PlanReader(Map.of())
			.read("id: a\nsource: {url: \"jdbc:h2:a\"}\ntarget: {url: \"jdbc:h2:b\"}\nstrategy: {type: time_window, "
					+ strategy + "}", "plan.yaml")
			.strategy()
			.window();
		assertThat(window).isNotNull();
		return window;
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"start: ~01:00~, end: ~03:00~ | 2027-01-05T00:59:59Z | 2027-01-05T01:00:00Z to 2027-01-05T03:00:00Z",
			"start: ~01:00~, end: ~03:00~ | 2027-01-05T02:59:59Z | 2027-01-05T01:00:00Z to 2027-01-05T03:00:00Z",
			"start: ~01:00~, end: ~03:00~ | 2027-01-05T03:00:00Z | 2027-01-06T01:00:00Z to 2027-01-06T03:00:00Z",
			"start: ~23:00~, end: ~02:00~ | 2027-01-05T01:00:00Z | 2027-01-04T23:00:00Z to 2027-01-05T02:00:00Z",
			"start: ~23:00~, end: ~02:00~ | 2027-01-05T02:00:00Z | 2027-01-05T23:00:00Z to 2027-01-06T02:00:00Z",
			"start: ~01:00~, end: ~03:00~, zone: ~Asia/Tokyo~ | 2027-01-05T12:00:00Z | 2027-01-05T16:00:00Z to 2027-01-05T18:00:00Z",
			"start: ~01:00~, end: ~05:00~, zone: ~Europe/Berlin~ | 2027-03-27T12:00:00Z | 2027-03-28T00:00:00Z to 2027-03-28T03:00:00Z",
			"start: ~02:00~, end: ~03:00~, zone: ~Europe/Berlin~ | 2027-03-27T12:00:00Z | 2027-03-29T00:00:00Z to 2027-03-29T01:00:00Z",
			"start: ~01:00~, end: ~02:30~, zone: ~Europe/Berlin~ | 2027-03-27T12:00:00Z | 2027-03-28T00:00:00Z to 2027-03-28T01:00:00Z",
			"start: ~02:30~, end: ~03:15~, zone: ~Europe/Berlin~ | 2027-03-27T12:00:00Z | 2027-03-28T01:00:00Z to 2027-03-28T01:15:00Z",
			"start: ~02:00~, end: ~02:30~, zone: ~Europe/Berlin~ | 2027-03-27T12:00:00Z | 2027-03-29T00:00:00Z to 2027-03-29T00:30:00Z",
			"start: ~02:00~, end: ~02:30~, zone: ~Europe/Berlin~ | 2027-10-30T12:00:00Z | 2027-10-31T00:00:00Z to 2027-10-31T00:30:00Z" })
	void aDailyWindowOpensAgainEachDay(String strategy, String now, String opening) {
		assertThat(window(strategy.replace('~', '"')).from(Instant.parse(now))).map(Window.Opening::toString)
			.contains(opening);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = {
			"start: ~2027-01-05T01:00~, end: ~03:00~ | 2027-01-05T01:00:00Z to 2027-01-05T03:00:00Z",
			"start: ~2027-01-05T23:00~, end: ~03:00~ | 2027-01-05T23:00:00Z to 2027-01-06T03:00:00Z",
			"start: ~2027-01-05T01:00~, end: ~2027-01-07T01:00~, zone: ~Europe/Berlin~ | 2027-01-05T00:00:00Z to 2027-01-07T00:00:00Z",
			"start: ~2027-01-05T01:00+05:00~, end: ~03:00~ | 2027-01-04T20:00:00Z to 2027-01-05T03:00:00Z",
			"start: ~2027-01-05T22:00+05:00~, end: ~23:00~ | 2027-01-05T17:00:00Z to 2027-01-05T23:00:00Z",
			"start: ~2027-03-10T01:30Z~, end: ~04:00~, zone: ~Europe/Berlin~ | 2027-03-10T01:30:00Z to 2027-03-10T03:00:00Z",
			"start: ~2027-03-28T00:30Z~, end: ~02:30~, zone: ~Europe/Berlin~ | 2027-03-28T00:30:00Z to 2027-03-28T01:00:00Z",
			"start: ~2027-03-28T01:10Z~, end: ~02:30~, zone: ~Europe/Berlin~ | 2027-03-28T01:10:00Z to 2027-03-29T00:30:00Z",
			"start: ~2027-03-28T02:30~, end: ~03:15~, zone: ~Europe/Berlin~ | 2027-03-28T01:00:00Z to 2027-03-28T01:15:00Z",
			"start: ~2027-10-31T00:45Z~, end: ~02:30~, zone: ~Europe/Berlin~ | 2027-10-31T00:45:00Z to 2027-10-31T01:30:00Z" })
	void aWindowOfOnceOpensOnce(String strategy, String opening) {
		Window window = window(strategy.replace('~', '"'));
		Window.Opening once = window.from(Instant.EPOCH).orElseThrow();
		assertThat(once).hasToString(opening);
		assertThat(window.from(once.closes().minusSeconds(1))).contains(once);
		assertThat(window.from(once.closes())).isEmpty();
	}

	@Test
	void anOpeningHoldsFromItsFirstMomentUntilItCloses() {
		Window.Opening opening = new Window.Opening(Instant.ofEpochSecond(10), Instant.ofEpochSecond(20));
		assertThat(opening.holds(Instant.ofEpochMilli(9_999))).isFalse();
		assertThat(opening.holds(Instant.ofEpochSecond(10))).isTrue();
		assertThat(opening.holds(Instant.ofEpochMilli(19_999))).isTrue();
		assertThat(opening.holds(Instant.ofEpochSecond(20))).isFalse();
	}

}
