package dev.drover.engine.convert;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * UUIDs of 16 bytes, or in the spellings that people use.
 */
final class Uuids {

	private static final Pattern DASHED = Pattern.compile("\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

	private static final Pattern PLAIN = Pattern.compile("\\p{XDigit}{32}");

	private static final int BYTES = 16;

	private Uuids() {
	}

	static @Nullable String of(Object value) {
		if (value instanceof byte[] bytes) {
			return (bytes.length == BYTES) ? dashed(HexFormat.of().formatHex(bytes)) : null;
		}
		String text = value.toString().stripTrailing().toLowerCase(Locale.ROOT);
		if (text.startsWith("{") && text.endsWith("}")) {
			text = text.substring(1, text.length() - 1);
		}
		if (DASHED.matcher(text).matches()) {
			return text;
		}
		return PLAIN.matcher(text).matches() ? dashed(text) : null;
	}

	private static String dashed(String digits) {
		return digits.substring(0, 8) + "-" + digits.substring(8, 12) + "-" + digits.substring(12, 16) + "-"
				+ digits.substring(16, 20) + "-" + digits.substring(20);
	}

}
