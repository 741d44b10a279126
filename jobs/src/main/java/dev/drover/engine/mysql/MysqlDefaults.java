package dev.drover.engine.mysql;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.DefaultValue;
import dev.drover.engine.catalog.DefaultValue.Form;
import dev.drover.engine.jdbc.Defaults;
import dev.drover.engine.jdbc.SqlText;
import dev.drover.engine.value.Kind;

/**
 * Defaults as the information schema shows them: MySQL gives literals bare and marks
 * expressions, MariaDB quotes literals.
 */
final class MysqlDefaults {

	private static final Pattern NEXT_VALUE = Pattern
		.compile("(?i)nextval\\((?:`(?:[^`]|``)*`\\.)?`((?:[^`]|``)*)`\\)");

	private MysqlDefaults() {
	}

	static @Nullable DefaultValue parse(@Nullable String text, String extra, ColumnType type, Variant variant) {
		if (text == null) {
			return null;
		}
		if (type.kind() == Kind.BITS && text.toLowerCase(Locale.ROOT).startsWith("b'")) {
			return new DefaultValue(Form.LITERAL, text.substring(2, text.length() - 1), text);
		}
		if (!variant.mariadb() && !extra.contains("default_generated")) {
			return new DefaultValue(Form.LITERAL, text, SqlText.literal(text));
		}
		String upper = text.toUpperCase(Locale.ROOT);
		if (upper.matches("(CURRENT_TIMESTAMP|NOW)(\\(\\d?\\))?")) {
			return new DefaultValue(Form.CURRENT_TIMESTAMP, "", text);
		}
		Matcher next = NEXT_VALUE.matcher(text);
		if (next.matches()) {
			return new DefaultValue(Form.SEQUENCE, next.group(1).replace("``", "`"), text);
		}
		if (upper.equals("CURDATE()") || upper.equals("CURRENT_DATE()")) {
			return new DefaultValue(Form.CURRENT_DATE, "", text);
		}
		if (upper.equals("CURTIME()") || upper.equals("CURRENT_TIME()")) {
			return new DefaultValue(Form.CURRENT_TIME, "", text);
		}
		// MySQL spells a text in an expression _utf8mb4\'text\'
		if (upper.matches("(?s)_UTF8MB4\\\\'[^\\\\']*\\\\'")) {
			return new DefaultValue(Form.LITERAL, text.substring("_utf8mb4\\'".length(), text.length() - 2), text);
		}
		DefaultValue parsed = Defaults.parse(text);
		if (parsed != null && parsed.form() == Form.LITERAL) {
			return new DefaultValue(Form.LITERAL, parsed.value().replace("\\\\", "\\"), text);
		}
		return parsed;
	}

}
