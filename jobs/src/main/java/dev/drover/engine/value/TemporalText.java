package dev.drover.engine.value;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Brings the spellings of dates and times that engines use into the one canonical text of
 * {@link Kind#DATE}, {@link Kind#TIME}, {@link Kind#TIMESTAMP} and
 * {@link Kind#TIMESTAMPTZ}.
 */
public final class TemporalText {

	/** Engines make the next minute of a second 60, and the next day of 24 o'clock. */
	private static final Pattern TIMESTAMP = Pattern
		.compile("(\\d{4,7}-\\d{2}-\\d{2})(?:[ T]((?:[01]\\d|2[0-3]):[0-5]\\d)(:[0-5]\\d)?"
				+ "(?:\\.(\\d{1,9}))?)?(?: ?(Z|[+-]\\d{2}(?::?\\d{2})?(?::\\d{2})?))?( BC)?");

	private static final Pattern TIME = Pattern
		.compile("(\\d{2}:[0-5]\\d)(:[0-5]\\d)?(?:\\.(\\d{1,9}))?(Z|[+-]\\d{2}(?::\\d{2})?(?::\\d{2})?)?");

	private static final Pattern DURATION = Pattern.compile("-?\\d{2,3}:[0-5]\\d:[0-5]\\d(?:\\.\\d+)?");

	/** Strict, since a day that there is not must not become another. */
	private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss")
		.withResolverStyle(ResolverStyle.STRICT);

	private static final String BEFORE_CHRIST = " BC";

	private TemporalText() {
	}

	/** The canonical text, or {@code null} if the text is not of that kind. */
	public static @Nullable String canonical(Kind kind, String text) {
		if (text.equals("infinity") || text.equals("-infinity")) {
			return (kind == Kind.TIME || kind == Kind.TIMETZ) ? null : text;
		}
		return switch (kind) {
			case DATE -> date(text);
			case TIME, TIMETZ -> time(kind, text);
			case TIMESTAMP, TIMESTAMPTZ -> timestamp(kind, text);
			default -> null;
		};
	}

	/**
	 * The canonical text of a time that may as well be a duration, negative or longer
	 * than a day, or {@code null} if it is none.
	 */
	public static @Nullable String duration(String text) {
		String canonical = canonical(Kind.TIME, text);
		return (canonical == null && DURATION.matcher(text).matches())
				? (text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text) : canonical;
	}

	/** Some engines count on: their year 0 is 1 BC, their year -1 is 2 BC. */
	public static String withEra(String text) {
		if (!text.matches("-\\d{4,}-.*|0000-.*")) {
			return text;
		}
		int end = text.indexOf('-', 1);
		int year = Math.abs(Integer.parseInt(text.substring(0, end)));
		return String.format(Locale.ROOT, "%04d", year + 1) + text.substring(end) + BEFORE_CHRIST;
	}

	/** A canonical text in the spelling that counts years before 1 on. */
	public static String withSignedYear(String canonical) {
		if (!canonical.endsWith(BEFORE_CHRIST)) {
			return canonical;
		}
		int end = canonical.indexOf('-');
		int year = 1 - Integer.parseInt(canonical.substring(0, end));
		return ((year == 0) ? "0000" : String.format(Locale.ROOT, "-%04d", -year))
				+ canonical.substring(end, canonical.length() - BEFORE_CHRIST.length());
	}

	/** Whether it is a date of the years 1 to 9999, not a special one. */
	public static boolean isOrdinary(String canonical) {
		return !canonical.endsWith("infinity") && !canonical.endsWith(BEFORE_CHRIST)
				&& (canonical.indexOf('-') == 4 || canonical.indexOf(':') == 2);
	}

	private static @Nullable String date(String text) {
		if (text.length() == UsualTimestamp.DATE && UsualTimestamp.isDate(text)) {
			return text;
		}
		Matcher matcher = TIMESTAMP.matcher(text);
		if (!matcher.matches() || matcher.group(5) != null) {
			return null;
		}
		if (matcher.group(2) != null && !(matcher.group(2) + orEmpty(matcher.group(3)) + fraction(matcher.group(4)))
			.matches("00:00(:00)?")) {
			return null;
		}
		return matcher.group(1) + orEmpty(matcher.group(6));
	}

	private static @Nullable String time(Kind kind, String text) {
		Matcher matcher = TIME.matcher(text);
		if (!matcher.matches() || (matcher.group(4) != null) != (kind == Kind.TIMETZ)) {
			return null;
		}
		String zone = orEmpty(matcher.group(4));
		return matcher.group(1) + seconds(matcher.group(2)) + fraction(matcher.group(3))
				+ (zone.equals("Z") ? "+00" : zone);
	}

	private static @Nullable String timestamp(Kind kind, String text) {
		String usual = UsualTimestamp.canonical(kind, text);
		if (usual != null) {
			return usual;
		}
		Matcher matcher = TIMESTAMP.matcher(text);
		if (!matcher.matches()) {
			return null;
		}
		String zone = matcher.group(5);
		String time = (matcher.group(2) == null) ? "00:00:00" : matcher.group(2) + seconds(matcher.group(3));
		String local = matcher.group(1) + " " + time;
		String era = orEmpty(matcher.group(6));
		String fraction = fraction(matcher.group(4));
		boolean utc = zone == null || zone.equals("Z") || zone.matches("[+-]00(:?00)?");
		if (kind == Kind.TIMESTAMP) {
			return utc ? local + fraction + era : null;
		}
		if (utc) {
			return local + fraction + "+00" + era;
		}
		String moved = inUtc(local + era, zone);
		if (moved == null) {
			return null;
		}
		boolean early = moved.endsWith(BEFORE_CHRIST);
		return (early ? moved.substring(0, moved.length() - BEFORE_CHRIST.length()) : moved) + fraction + "+00"
				+ (early ? BEFORE_CHRIST : "");
	}

	/** Without an offset, in the year that it is there; there is no year 0. */
	private static @Nullable String inUtc(String local, String zone) {
		try {
			String offset = zone.matches("[+-]\\d{4}") ? zone.substring(0, 3) + ":" + zone.substring(3) : zone;
			String signed = withSignedYear(local);
			if (local.startsWith("0000-")) {
				return null;
			}
			String utc = OffsetDateTime
				.of(LocalDateTime.parse((signed.indexOf('-', 1) > 4 && !signed.startsWith("-")) ? "+" + signed : signed,
						SECONDS), ZoneOffset.of(offset))
				.withOffsetSameInstant(ZoneOffset.UTC)
				.format(SECONDS);
			return withEra(utc.startsWith("+") ? utc.substring(1) : utc);
		}
		catch (DateTimeException ex) {
			return null;
		}
	}

	private static String seconds(@Nullable String seconds) {
		return (seconds == null) ? ":00" : seconds;
	}

	private static String fraction(@Nullable String digits) {
		if (digits == null) {
			return "";
		}
		int end = digits.length();
		while (end > 0 && digits.charAt(end - 1) == '0') {
			end--;
		}
		return (end == 0) ? "" : "." + digits.substring(0, end);
	}

	private static String orEmpty(@Nullable String text) {
		return (text == null) ? "" : text;
	}

}
