package dev.drover.plan;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Durations and sizes as plans write them: {@code 500ms 5s 5m 24h}, and
 * {@code 65536 64KB 8MB 1GB}.
 */
final class Amounts {

	private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,18})([a-zA-Z]*)");

	private static final Map<String, Long> MILLIS = Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L);

	private static final Map<String, Long> BYTES = Map.of("", 1L, "B", 1L, "KB", 1L << 10, "MB", 1L << 20, "GB",
			1L << 30);

	private Amounts() {
	}

	static @Nullable Duration duration(String text) {
		Long millis = amount(text, MILLIS);
		return (millis != null) ? Duration.ofMillis(millis) : null;
	}

	static @Nullable Long bytes(String text) {
		return amount(text, BYTES);
	}

	static String text(Duration duration) {
		return text(duration.toMillis(), MILLIS, "h", "m", "s", "ms");
	}

	static String text(long bytes) {
		return text(bytes, BYTES, "GB", "MB", "KB", "B");
	}

	private static @Nullable Long amount(String text, Map<String, Long> units) {
		Matcher matcher = AMOUNT.matcher(text);
		Long unit = matcher.matches() ? units.get(matcher.group(2)) : null;
		if (unit == null) {
			return null;
		}
		long number = Long.parseLong(matcher.group(1));
		return (number <= Long.MAX_VALUE / unit) ? number * unit : null;
	}

	private static String text(long amount, Map<String, Long> units, String... fromLargest) {
		for (String name : fromLargest) {
			Long unit = units.get(name);
			if (unit != null && amount != 0 && amount % unit == 0) {
				return amount / unit + name;
			}
		}
		return amount + fromLargest[fromLargest.length - 1];
	}

}
