package dev.drover.engine.convert;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.value.Kind;
import dev.drover.engine.value.TemporalText;

/**
 * Days and moments. What has no time zone is taken as UTC; what has a time of day is no
 * day.
 */
final class Moments {

	private static final String BEFORE_CHRIST = " BC";

	private static final String UTC = "+00";

	private static final String MIDNIGHT = " 00:00:00";

	private Moments() {
	}

	static @Nullable String of(Kind from, String value, Kind to) {
		if (Conversion.isText(from)) {
			return TemporalText.canonical(to, Texts.unpadded(from, value));
		}
		if (value.endsWith("infinity")) {
			return value;
		}
		String era = value.endsWith(BEFORE_CHRIST) ? BEFORE_CHRIST : "";
		String text = value.substring(0, value.length() - era.length());
		String local = (from == Kind.TIMESTAMPTZ) ? text.substring(0, text.length() - UTC.length()) : text;
		return switch (to) {
			case DATE -> local.endsWith(MIDNIGHT) ? local.substring(0, local.length() - MIDNIGHT.length()) + era : null;
			case TIMESTAMP -> local + ((from == Kind.DATE) ? MIDNIGHT : "") + era;
			default -> local + ((from == Kind.DATE) ? MIDNIGHT : "") + UTC + era;
		};
	}

	/** The day of a moment. */
	static String day(String value) {
		int end = value.indexOf(' ');
		return (end < 0) ? value : value.substring(0, end) + (value.endsWith(BEFORE_CHRIST) ? BEFORE_CHRIST : "");
	}

}
