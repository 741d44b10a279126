package dev.drover.schema.expression;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.drover.engine.EngineKind;

/**
 * Single values as the target writes them.
 */
final class Literals {

	private static final int MOST_DIGITS = 60;

	private static final Pattern DECIMAL = Pattern.compile("(?:numeric|decimal)\\((\\d{1,4})(?:, ?(\\d{1,4}))?\\)");

	private final EngineKind target;

	Literals(EngineKind target) {
		this.target = target;
	}

	private boolean mysql() {
		return this.target.likeMysql();
	}

	Said text(String value) {
		if (value.indexOf(0) >= 0) {
			throw new NotPortableException("it holds a zero byte");
		}
		String doubled = value.replace("'", "''");
		return Said.literal("'" + (mysql() ? doubled.replace("\\", "\\\\") : doubled) + "'", Sort.TEXT);
	}

	static BigDecimal decimal(String digits) {
		try {
			BigDecimal number = new BigDecimal(digits);
			if (Math.abs(number.scale()) + number.precision() <= MOST_DIGITS) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			throw new NotPortableException("it holds " + digits + ", which is no plain number");
		}
		throw new NotPortableException("it holds the number " + digits);
	}

	/** Whether a type of decimals holds a number as it is. */
	static boolean fits(String sql, String type) {
		Matcher matcher = DECIMAL.matcher(type);
		if (!matcher.matches()) {
			return false;
		}
		BigDecimal number = decimal(sql.replaceAll("[()]", ""));
		int scale = (matcher.group(2) == null) ? 0 : Integer.parseInt(matcher.group(2));
		return number.scale() <= scale
				&& number.precision() - number.scale() <= Integer.parseInt(matcher.group(1)) - scale;
	}

	Said number(String digits) {
		BigDecimal number = decimal(digits);
		String plain = number.toPlainString();
		return Said.literal((number.signum() < 0) ? "(" + plain + ")" : plain,
				(number.scale() <= 0) ? Sort.INTEGER : Sort.DECIMAL);
	}

	Said truth(boolean value) {
		boolean known = this.target == EngineKind.POSTGRESQL || this.target == EngineKind.H2;
		return Said.literal(known ? String.valueOf(value).toUpperCase(Locale.ROOT) : value ? "1" : "0", Sort.TRUTH);
	}

	Said date(String value) {
		try {
			if (value.length() == 10) {
				return Said.literal(
						((this.target == EngineKind.SQLITE) ? "'" : "DATE '") + LocalDate.parse(value) + "'",
						Sort.DATE);
			}
		}
		catch (DateTimeParseException ex) {
			throw new NotPortableException("it holds '" + value + "', which is no plain date");
		}
		throw new NotPortableException("it holds '" + value + "', which is no plain date");
	}

	Said timestamp(String value) {
		String text = value.replace(' ', 'T');
		try {
			LocalDateTime.parse((text.length() == 10) ? text + "T00:00:00" : text);
		}
		catch (DateTimeParseException ex) {
			throw new NotPortableException("it holds '" + value + "', which is no plain timestamp");
		}
		return Said.literal("TIMESTAMP '" + ((text.length() == 10) ? value + " 00:00:00" : value) + "'",
				Sort.TIMESTAMP);
	}

	/** A text that PostgreSQL or another engine calls a value of a type. */
	Said typed(String value, String type) {
		String name = type.replaceAll("\\(.*?\\)", "").strip();
		if (!name.equals(type) && !name.startsWith("timestamp")) {
			throw new NotPortableException("it casts a value to " + type);
		}
		return switch (name) {
			case "smallint", "integer", "int", "bigint", "numeric", "decimal", "real", "double precision" ->
				number(value);
			case "boolean" -> truth(value.toLowerCase(Locale.ROOT).matches("t|true|1|yes|on"));
			case "date" -> date(value);
			case "timestamp", "timestamp without time zone" -> timestamp(value);
			case "time", "time without time zone", "timestamp with time zone", "interval", "bytea", "citext" ->
				throw new NotPortableException("it holds a value of the type " + name);
			default -> text(value);
		};
	}

}
