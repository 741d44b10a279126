package dev.drover.app.cli;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Numbers as people read them.
 */
final class Figures {

	private Figures() {
	}

	/** With commas between thousands. */
	static String count(long number) {
		return String.format(Locale.ROOT, "%,d", number);
	}

	/** A number of things. */
	static String counted(long number, String thing) {
		return count(number) + " " + thing + ((number == 1) ? "" : "s");
	}

	/** Rows or bytes per second, rounded. */
	static String rate(double perSecond) {
		return count(Math.round(perSecond));
	}

	/** In the largest unit of at least one. */
	static String size(long bytes) {
		if (bytes < 1_000) {
			return bytes + " B";
		}
		if (bytes < 1_000_000) {
			return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
		}
		return (bytes < 1_000_000_000) ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
				: String.format(Locale.ROOT, "%,.1f GB", bytes / 1e9);
	}

	/** A time that is left: {@code 0:07}, {@code 12:30}, {@code 3:04:05}. */
	static String clock(@Nullable Double seconds) {
		if (seconds == null) {
			return "-:--";
		}
		long whole = (long) Math.ceil(seconds);
		long minutes = whole / 60;
		return (minutes < 60) ? String.format(Locale.ROOT, "%d:%02d", minutes, whole % 60)
				: String.format(Locale.ROOT, "%d:%02d:%02d", minutes / 60, minutes % 60, whole % 60);
	}

	/** A time that has passed: {@code 3.2 s}, {@code 12 min 30 s}. */
	static String duration(double seconds) {
		if (seconds < 60) {
			return String.format(Locale.ROOT, "%.1f s", seconds);
		}
		long whole = Math.round(seconds);
		return (whole < 3600) ? whole / 60 + " min " + whole % 60 + " s"
				: whole / 3600 + " h " + whole % 3600 / 60 + " min";
	}

	/** Whole percent, never 100 before all is done. */
	static int percent(long done, long total) {
		if (total <= 0) {
			return 100;
		}
		return (done >= total) ? 100 : (int) Math.min(99, done * 100.0 / total);
	}

}
