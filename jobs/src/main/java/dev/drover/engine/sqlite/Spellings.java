package dev.drover.engine.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.drover.engine.value.Kind;

/**
 * How applications spell values for which SQLite has no type of its own. A key is found
 * by each of these: the usual ones of libraries, not all that mean the same.
 */
final class Spellings {

	private static final List<String> ZONES = List.of("", "Z", "+00", "+00:00");

	/** Digits of a second's fraction that libraries write, zeros at the end included. */
	private static final int[] DIGITS = { 0, 3, 6 };

	private Spellings() {
	}

	static int count(Kind kind) {
		return switch (kind) {
			case UUID -> 2;
			case TIMESTAMP, TIMESTAMPTZ -> 2 * ZONES.size() * DIGITS.length;
			default -> 1;
		};
	}

	/** As many as {@link #count} says; the same one may be there several times. */
	static List<String> of(Kind kind, String canonical) {
		return switch (kind) {
			case UUID -> List.of(canonical, canonical.toUpperCase(Locale.ROOT));
			case TIMESTAMP, TIMESTAMPTZ -> moments(canonical);
			default -> List.of(canonical);
		};
	}

	private static List<String> moments(String canonical) {
		String local = canonical.endsWith("+00") ? canonical.substring(0, canonical.length() - 3) : canonical;
		int point = local.indexOf('.');
		String seconds = (point < 0) ? local : local.substring(0, point);
		String fraction = (point < 0) ? "" : local.substring(point + 1);
		List<String> all = new ArrayList<>();
		for (int digits : DIGITS) {
			String padded = fraction + "0".repeat(Math.max(0, digits - fraction.length()));
			for (String zone : ZONES) {
				String end = (padded.isEmpty() ? "" : "." + padded) + zone;
				all.add(seconds + end);
				all.add(seconds.replace(' ', 'T') + end);
			}
		}
		return all;
	}

}
