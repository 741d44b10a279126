package dev.drover.engine;

import java.time.YearMonth;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.drover.engine.value.JsonFit;
import dev.drover.engine.value.Kind;
import dev.drover.plan.Mapping.ValueHazard;

/**
 * The sorts of values that some engine can't hold. Whether a given column can, only its
 * engine knows.
 */
public final class Hazards {

	private static final Pattern DAY = Pattern.compile("(\\d{4,7})-(\\d{2})-(\\d{2})(?: .*)?");

	private static final int MONTHS = 12;

	private Hazards() {
	}

	/** What the value is where a column can't hold it. */
	public static ValueHazard of(Kind kind, Object value) {
		if (value instanceof Float || value instanceof Double) {
			return ofNumber(((Number) value).doubleValue());
		}
		return (value instanceof String text) ? ofText(kind, text) : ValueHazard.OUT_OF_RANGE;
	}

	private static ValueHazard ofNumber(double number) {
		if (Double.isNaN(number)) {
			return ValueHazard.NAN;
		}
		return Double.isInfinite(number) ? ValueHazard.INFINITY : ValueHazard.OUT_OF_RANGE;
	}

	private static ValueHazard ofText(Kind kind, String text) {
		switch (kind) {
			case DECIMAL:
				return text.equals("NaN") ? ValueHazard.NAN : ValueHazard.INFINITY;
			case DATE, TIMESTAMP, TIMESTAMPTZ:
				if (text.endsWith("infinity")) {
					return ValueHazard.INFINITY;
				}
				return isZeroDate(text) ? ValueHazard.ZERO_DATE : ValueHazard.OUT_OF_RANGE;
			case TIME, TIMETZ, UUID, BITS:
				return ValueHazard.OUT_OF_RANGE;
			case JSON:
				return JsonFit.holdsNul(text) ? ValueHazard.NUL_BYTE : ValueHazard.OUT_OF_RANGE;
			default:
				if (text.indexOf(0) >= 0) {
					return ValueHazard.NUL_BYTE;
				}
				return isText(text) ? ValueHazard.OUT_OF_RANGE : ValueHazard.INVALID_TEXT;
		}
	}

	/** Whether its year, month or day is zero. */
	private static boolean isZeroDate(String text) {
		return text.startsWith("0000-") || text.startsWith("-00", text.indexOf('-'))
				|| (text.length() > 9 && text.startsWith("-00", text.indexOf('-') + 3));
	}

	/** Whether a date or timestamp names a day that there is, or an infinite one. */
	public static boolean isOnCalendar(String canonical) {
		if (canonical.endsWith("infinity")) {
			return true;
		}
		Matcher matcher = DAY.matcher(canonical);
		if (!matcher.matches()) {
			return false;
		}
		int year = Integer.parseInt(matcher.group(1));
		int month = Integer.parseInt(matcher.group(2));
		int day = Integer.parseInt(matcher.group(3));
		// 1 BC was a leap year
		int proleptic = canonical.endsWith(" BC") ? 1 - year : year;
		return year > 0 && month > 0 && month <= MONTHS && day > 0
				&& day <= YearMonth.of(proleptic, month).lengthOfMonth();
	}

	/** Whether each surrogate has its partner. */
	public static boolean isText(String text) {
		for (int i = 0; i < text.length(); i++) {
			if (Character.isSurrogate(text.charAt(i))) {
				if (text.codePointAt(i) <= Character.MAX_SURROGATE) {
					return false;
				}
				i++;
			}
		}
		return true;
	}

}
