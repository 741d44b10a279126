package dev.drover.engine.catalog;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A check constraint of a table.
 *
 * @param name its name; may be empty
 * @param nativeSql its definition as the engine spells it ({@code CHECK (a > 0)}), with
 * what the engine says of its force ({@code NOT VALID}, {@code NOT ENFORCED})
 */
public record CheckConstraint(String name, String nativeSql) {

	private static final Pattern CHECK = Pattern
		.compile("(?is)CHECK\\s*(\\(.*\\))((?:\\s+(?:NO INHERIT|NOT VALID|NOT ENFORCED))*)");

	private Matcher parsed() {
		return CHECK.matcher(this.nativeSql);
	}

	/** Whether it is a check and not another constraint that reads like one. */
	public boolean isCheck() {
		return parsed().matches();
	}

	/** Its condition as the engine spells it, in parentheses. */
	public String expression() {
		Matcher matcher = parsed();
		return matcher.matches() ? matcher.group(1) : this.nativeSql;
	}

	/** Whether the engine refuses new rows that violate it. */
	public boolean enforced() {
		Matcher matcher = parsed();
		return !matcher.matches() || !matcher.group(2).toUpperCase(Locale.ROOT).contains("NOT ENFORCED");
	}

}
