package dev.drover.engine.convert;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.value.CanonicalJson;
import dev.drover.engine.value.Decimals;
import dev.drover.engine.value.Kind;

/**
 * Values as text, and texts of a given form.
 */
final class Texts {

	private static final Pattern LABEL = Pattern.compile("'((?:[^']|'')*)'");

	/** Numbers are spelled out as long as that stays readable. */
	private static final int LONGEST_PLAIN = 21;

	private static final int MOST_ZEROS = 6;

	private Texts() {
	}

	static @Nullable String of(Kind from, Object value) {
		if (value instanceof byte[] bytes) {
			return decoded(bytes);
		}
		if (value instanceof Float || value instanceof Double) {
			return floating(from, value);
		}
		if (value instanceof BigDecimal decimal) {
			return decimal.toPlainString();
		}
		return unpadded(from, value);
	}

	private static String floating(Kind from, Object number) {
		if (number.toString().equals("-0.0")) {
			return "-0";
		}
		if (!(Numbers.exact(from, number) instanceof BigDecimal decimal)) {
			return number.toString();
		}
		BigDecimal shortest = Decimals.stripped(decimal);
		int before = shortest.precision() - shortest.scale();
		return (before <= LONGEST_PLAIN && before > -MOST_ZEROS) ? shortest.toPlainString() : shortest.toString();
	}

	private static @Nullable String decoded(byte[] bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

	/** The text; blanks at the end of a padded type are not a part of it. */
	static String unpadded(Kind from, Object value) {
		String text = value.toString();
		int end = text.length();
		while (from == Kind.CHAR && end > 0 && text.charAt(end - 1) == ' ') {
			end--;
		}
		return text.substring(0, end);
	}

	/** A padded type would forget blanks at the end. */
	static @Nullable String withoutPadding(@Nullable String text) {
		return (text == null || text.endsWith(" ")) ? null : text;
	}

	static @Nullable String json(String text) {
		return CanonicalJson.isJson(text) ? text : null;
	}

	/** Some engines take a number for the place of a label. */
	static @Nullable String label(String text, ColumnType to) {
		Matcher labels = LABEL.matcher(to.declared());
		boolean known = false;
		while (labels.find()) {
			known = true;
			if (labels.group(1).replace("''", "'").equals(text)) {
				return text;
			}
		}
		return known ? null : text;
	}

}
