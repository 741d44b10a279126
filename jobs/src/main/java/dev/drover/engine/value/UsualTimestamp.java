package dev.drover.engine.value;

import org.jspecify.annotations.Nullable;

/**
 * The spelling that nearly all dates and times have, {@code 2024-02-29 23:59:58.25} with
 * or without {@code +00}: found without a pattern, since it is looked for in every row.
 */
final class UsualTimestamp {

	/** Length of a date. */
	static final int DATE = 10;

	private static final int SECONDS = 19;

	private static final int MOST_DIGITS = 9;

	private static final String UTC = "+00";

	private UsualTimestamp() {
	}

	/** The canonical text, or {@code null} if it is spelled in any other way. */
	static @Nullable String canonical(Kind kind, String text) {
		int length = text.length();
		boolean zoned = text.endsWith(UTC);
		int end = zoned ? length - UTC.length() : length;
		if (end < SECONDS || !isDate(text) || text.charAt(DATE) != ' ' || !isTime(text)) {
			return null;
		}
		int kept = end;
		if (end > SECONDS) {
			if (text.charAt(SECONDS) != '.' || end == SECONDS + 1 || end > SECONDS + 1 + MOST_DIGITS
					|| !digits(text, SECONDS + 1, end)) {
				return null;
			}
			while (text.charAt(kept - 1) == '0') {
				kept--;
			}
			kept = (kept == SECONDS + 1) ? SECONDS : kept;
		}
		boolean wanted = kind == Kind.TIMESTAMPTZ;
		if (kept == end && zoned == wanted) {
			return text;
		}
		return wanted ? text.substring(0, kept).concat(UTC) : text.substring(0, kept);
	}

	/** Whether it begins with a date of four digits, two and two. */
	static boolean isDate(String text) {
		return digits(text, 0, 4) && text.charAt(4) == '-' && digits(text, 5, 7) && text.charAt(7) == '-'
				&& digits(text, 8, DATE);
	}

	private static boolean isTime(String text) {
		return digits(text, 11, 13) && text.charAt(13) == ':' && digits(text, 14, 16) && text.charAt(16) == ':'
				&& digits(text, 17, SECONDS)
				&& (text.charAt(11) < '2' || (text.charAt(11) == '2' && text.charAt(12) < '4')) && text.charAt(14) < '6'
				&& text.charAt(17) < '6';
	}

	private static boolean digits(String text, int from, int to) {
		for (int i = from; i < to; i++) {
			char digit = text.charAt(i);
			if (digit < '0' || digit > '9') {
				return false;
			}
		}
		return true;
	}

}
