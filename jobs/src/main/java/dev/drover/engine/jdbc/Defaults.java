package dev.drover.engine.jdbc;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.DefaultValue;
import dev.drover.engine.catalog.DefaultValue.Form;

/**
 * Recognizes the defaults that all engines have.
 */
public final class Defaults {

	private static final Pattern QUOTED = Pattern.compile("(?s)'((?:[^']|'')*)'(?:::[\\w \"().,\\[\\]]+)?");

	private static final Pattern TYPED = Pattern
		.compile("(?s)(?:DATE|TIME|TIMESTAMP|TIMESTAMP WITH TIME ZONE|UUID|JSON) '((?:[^']|'')*)'");

	private static final Pattern NUMBER = Pattern
		.compile("\\(?([-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)\\)?(?:::[\\w ]+(?:\\([\\d,]+\\))?)?");

	private Defaults() {
	}

	/**
	 * Reads a default.
	 * @param sql as the engine spells it, or {@code null}
	 * @return the default, or {@code null} if there is none (NULL as a default is none)
	 */
	public static @Nullable DefaultValue parse(@Nullable String sql) {
		if (sql == null || sql.isBlank()) {
			return null;
		}
		String text = sql.strip();
		String upper = text.toUpperCase(Locale.ROOT);
		if (upper.equals("NULL") || upper.startsWith("NULL::")) {
			return null;
		}
		Matcher quoted = QUOTED.matcher(text);
		if (quoted.matches() && !upper.startsWith("'NOW'")) {
			return new DefaultValue(Form.LITERAL, quoted.group(1).replace("''", "'"), text);
		}
		Matcher typed = TYPED.matcher(text);
		if (typed.matches()) {
			return new DefaultValue(Form.LITERAL, typed.group(1).replace("''", "'"), text);
		}
		Matcher number = NUMBER.matcher(text);
		if (number.matches()) {
			return new DefaultValue(Form.LITERAL, number.group(1), text);
		}
		return new DefaultValue(form(upper), literal(upper), text);
	}

	private static String literal(String upper) {
		return (upper.equals("TRUE") || upper.equals("FALSE")) ? upper.toLowerCase(Locale.ROOT) : "";
	}

	private static Form form(String upper) {
		return switch (upper) {
			case "TRUE", "FALSE" -> Form.LITERAL;
			case "CURRENT_TIMESTAMP", "NOW()", "LOCALTIMESTAMP", "(DATETIME('NOW'))", "DATETIME('NOW')" ->
				Form.CURRENT_TIMESTAMP;
			case "CURRENT_DATE", "('NOW'::TEXT)::DATE", "(DATE('NOW'))", "DATE('NOW')" -> Form.CURRENT_DATE;
			case "CURRENT_TIME", "LOCALTIME" -> Form.CURRENT_TIME;
			case "GEN_RANDOM_UUID()", "RANDOM_UUID()", "UUID()" -> Form.RANDOM_UUID;
			default -> Form.EXPRESSION;
		};
	}

}
