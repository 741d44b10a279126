package dev.drover.engine.postgresql;

import dev.drover.engine.Field;

/**
 * Dates and times in their usual spelling, {@code yyyy-MM-dd} and {@code HH:mm:ss} with
 * up to six fractional digits, in the binary forms of PostgreSQL: days and microseconds
 * since 2000-01-01. Other spellings are none of them.
 */
final class MomentField {

	private static final int DATE = "2024-02-29".length();

	private static final int SECONDS = "23:59:58".length();

	private static final int FINEST = 6;

	private static final String UTC = "+00";

	private static final long DAY = 86_400_000_000L;

	/** Days from 0000-03-01 to 2000-01-01. */
	private static final int EPOCH = 730_425;

	private MomentField() {
	}

	static boolean isDate(Field field) {
		return field.length() == DATE && startsWithDate(field);
	}

	static boolean isTime(Field field) {
		return isTime(field, 0, field.length());
	}

	/** With a zone only if it is UTC. */
	static boolean isTimestamp(Field field) {
		int end = endWithoutZone(field);
		return end > DATE && startsWithDate(field) && field.at(DATE) == ' ' && isTime(field, DATE + 1, end);
	}

	private static int endWithoutZone(Field field) {
		int end = field.length() - UTC.length();
		boolean zone = end > DATE && field.at(end) == '+' && field.at(end + 1) == '0' && field.at(end + 2) == '0';
		return zone ? end : field.length();
	}

	/** Days since 2000-01-01 of a field that starts with a date. */
	static int days(Field field) {
		int month = two(field, 5);
		// years begin in March, so that the day that leap years add is their last
		int year = year(field) - ((month <= 2) ? 1 : 0);
		int dayOfYear = (153 * (month + ((month > 2) ? -3 : 9)) + 2) / 5 + two(field, 8) - 1;
		return 365 * year + year / 4 - year / 100 + year / 400 + dayOfYear - EPOCH;
	}

	/** Microseconds of a day whose time stands there. */
	static long micros(Field field, int from) {
		long micros = ((two(field, from) * 60L + two(field, from + 3)) * 60 + two(field, from + 6)) * 1_000_000;
		long unit = 100_000;
		for (int i = from + SECONDS + 1; i < field.length() && isDigit(field, i); i++) {
			micros += unit * (field.at(i) - '0');
			unit /= 10;
		}
		return micros;
	}

	/** Microseconds since 2000-01-01 of a timestamp. */
	static long timestamp(Field field) {
		return days(field) * DAY + micros(field, DATE + 1);
	}

	private static boolean startsWithDate(Field field) {
		if (field.length() < DATE || !isDigit(field, 0) || !isDigit(field, 1) || !areTwo(field, 2) || field.at(4) != '-'
				|| !areTwo(field, 5) || field.at(7) != '-' || !areTwo(field, 8)) {
			return false;
		}
		int month = two(field, 5);
		int day = two(field, 8);
		return year(field) > 0 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(month, year(field));
	}

	private static int daysIn(int month, int year) {
		boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
		return switch (month) {
			case 2 -> leap ? 29 : 28;
			case 4, 6, 9, 11 -> 30;
			default -> 31;
		};
	}

	private static boolean isTime(Field field, int from, int end) {
		int digits = end - from - SECONDS - 1;
		if (digits > FINEST || (digits != -1 && digits < 1) || !areTwo(field, from) || field.at(from + 2) != ':'
				|| !areTwo(field, from + 3) || field.at(from + 5) != ':' || !areTwo(field, from + 6)) {
			return false;
		}
		for (int i = from + SECONDS + 1; i < end; i++) {
			if (!isDigit(field, i)) {
				return false;
			}
		}
		return (digits == -1 || field.at(from + SECONDS) == '.') && two(field, from) < 24 && two(field, from + 3) < 60
				&& two(field, from + 6) < 60;
	}

	private static int year(Field field) {
		return 100 * two(field, 0) + two(field, 2);
	}

	private static int two(Field field, int from) {
		return 10 * (field.at(from) - '0') + field.at(from + 1) - '0';
	}

	private static boolean areTwo(Field field, int from) {
		return isDigit(field, from) && isDigit(field, from + 1);
	}

	private static boolean isDigit(Field field, int at) {
		return field.at(at) >= '0' && field.at(at) <= '9';
	}

}
