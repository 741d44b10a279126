package dev.drover.plan;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

/**
 * Reads {@code strategy}, a word or a mapping.
 */
final class StrategyReader {

	private static final String WANTED = "a time such as \"01:30\", or a moment such as \"2027-03-28T01:30\" or"
			+ " \"2027-03-28T01:30Z\", is wanted";

	private static final String BOTH = "a time_window wants start and end, as {type: time_window, start: \"01:00\","
			+ " end: \"03:00\"}";

	private StrategyReader() {
	}

	static Strategy read(Section plan) {
		return plan.read("strategy", new Strategy(Strategy.Type.BIG_BANG), StrategyReader::read);
	}

	private static @Nullable Strategy read(Value value) {
		if (value.seen() != Seen.MAPPING) {
			Strategy.Type type = value.choice(Strategy.Type.class);
			return (type == Strategy.Type.TIME_WINDOW) ? value.mistake(BOTH, null)
					: (type != null) ? new Strategy(type) : null;
		}
		Section section = value.section("type", "start", "end", "zone");
		Strategy.Type type = section.required("type", Strategy.Type.BIG_BANG, (it) -> it.choice(Strategy.Type.class));
		if (type == Strategy.Type.TIME_WINDOW) {
			return new Strategy(type, window(value, section));
		}
		for (String key : new String[] { "start", "end", "zone" }) {
			Value odd = section.get(key);
			if (odd != null) {
				return odd.mistake("only type " + Value.nameOf(Strategy.Type.TIME_WINDOW) + " takes it", null);
			}
		}
		return new Strategy(type);
	}

	private static @Nullable Window window(Value whole, Section section) {
		ZoneId zone = section.read("zone", ZoneOffset.UTC, StrategyReader::zone);
		Value first = section.get("start");
		Value said = section.get("end");
		if (first == null || said == null) {
			return whole.mistake(BOTH, null);
		}
		Edge start = edge(first, zone);
		Edge end = edge(said, zone);
		return (start == null || end == null) ? null : window(start, end, said, zone);
	}

	private static @Nullable Window window(Edge start, Edge end, Value said, ZoneId zone) {
		LocalTime opens = start.time();
		LocalTime closes = end.time();
		if (opens != null) {
			return (closes == null) ? said.mistake("a time is wanted, as start is one", null) : opens.equals(closes)
					? said.mistake("another time than start is wanted", null) : new Window.Daily(opens, closes, zone);
		}
		Instant first = start.moment();
		Instant last = (closes == null) ? end.moment() : new WallTime(zone).next(closes, first);
		return last.isAfter(first) ? new Window.Once(first, last)
				: said.mistake("a moment after start is wanted", null);
	}

	private static @Nullable ZoneId zone(Value value) {
		String text = value.text();
		try {
			return (text != null) ? ZoneId.of(text) : null;
		}
		catch (DateTimeException ex) {
			return value.mistake("a zone such as \"Europe/Berlin\", \"UTC\" or \"+02:00\" is wanted, seen "
					+ Mistakes.shown(String.valueOf(text)), null);
		}
	}

	private static @Nullable Edge edge(Value value, ZoneId zone) {
		String text = value.text();
		if (text == null) {
			return null;
		}
		try {
			if (!text.contains("T")) {
				return new Edge(LocalTime.parse(text), Instant.EPOCH);
			}
			boolean local = text.matches(".*T[0-9:.]+");
			return new Edge(null,
					local ? new WallTime(zone).at(LocalDateTime.parse(text)) : OffsetDateTime.parse(text).toInstant());
		}
		catch (DateTimeException ex) {
			return value.mistake(WANTED + ", seen " + Mistakes.shown(text), null);
		}
	}

	/**
	 * One end of a window.
	 *
	 * @param time of every day, or {@code null} if it is a moment
	 * @param moment the moment, of no meaning if it is a time
	 */
	private record Edge(@Nullable LocalTime time, Instant moment) {

	}

}
