package dev.drover.app.scenario;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a value means whatever engine holds it; written for the tests alone, so that
 * Drover's own canonical form is not its own judge.
 */
enum Meaning {

	NUMBER, FLOAT, TRUTH, TEXT, PADDED, BYTES, MOMENT, ZONED, CLOCK, IDENTIFIER, DOCUMENT, BITS, SHAPE, ANY_SORT,
	ANYTHING;

	private static final JsonMapper JSON = new JsonMapper();

	private static final Pattern OFFSET = Pattern.compile("(.*\\d)([+-]\\d{2})(:\\d{2})?");

	private static final Pattern CLOCK_OFFSET = Pattern.compile("([0-9:.]+)([-+].*)");

	private static final Pattern BEFORE_CHRIST = Pattern.compile("(?:-|(?=0000))(\\d{4})(-.*)");

	/** What the source calls the type. */
	static Meaning of(Product product, String type) {
		String name = type.replaceAll("\\(.*", "").strip();
		if (product == Product.SQLITE && (name.contains("CHAR") || name.isEmpty())) {
			return TEXT;
		}
		return switch (name) {
			case "BIT" -> BITS;
			case "BOOL", "BOOLEAN" -> TRUTH;
			case "NUMERIC", "DECIMAL", "DECFLOAT" -> NUMBER;
			case "FLOAT4", "FLOAT8", "REAL", "DOUBLE PRECISION", "DOUBLE", "FLOAT" -> FLOAT;
			case "BPCHAR", "CHARACTER", "CHAR" -> PADDED;
			case "BYTEA", "BLOB", "LONGBLOB", "VARBINARY", "BINARY", "BINARY VARYING", "BINARY LARGE OBJECT",
					"JAVA_OBJECT" ->
				BYTES;
			case "TIMESTAMP" -> product.mysql() ? ZONED : MOMENT;
			case "DATE", "TIME", "DATETIME" -> MOMENT;
			case "TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE" -> ZONED;
			case "UUID" -> IDENTIFIER;
			case "JSON", "JSONB" -> DOCUMENT;
			default ->
				name.matches("(TINY|SMALL|MEDIUM|BIG)?INT(EGER|[248])?( UNSIGNED)?|(BIG|SMALL)?SERIAL") ? NUMBER : TEXT;
		};
	}

	String expression(Product product, String column, Content.ColumnSort sort) {
		if (this == ANYTHING) {
			return "1";
		}
		if (this == BITS && product.mysql() && sort.type().startsWith("BIT")) {
			return "BIN(" + column + " + 0)";
		}
		if (this == SHAPE && product.mysql() && !sort.type().contains("CHAR") && !sort.type().contains("TEXT")) {
			return "HEX(" + column + ")";
		}
		if (product.mysql() && sort.type().equals("FLOAT")) {
			return column + " * 1e0";
		}
		if (product == Product.H2 && sort.type().contains("CHAR") && sort.type().endsWith("ARRAY")) {
			// else two arrays may look alike
			return "CAST(CAST(" + column + " AS JSON) AS VARCHAR)";
		}
		if (sort.type().startsWith("JAVA_OBJECT")) {
			return "CAST(" + column + " AS VARBINARY)";
		}
		boolean asText = product != Product.SQLITE && switch (this) {
			case MOMENT, ZONED, CLOCK, IDENTIFIER, DOCUMENT, NUMBER, BITS -> true;
			case TEXT -> !sort.type().contains("CHAR") && !sort.type().equals("TEXT");
			default -> false;
		};
		String text = product.mysql() ? "CHAR" : (product == Product.H2) ? "VARCHAR" : "text";
		return asText ? "CAST(" + column + " AS " + text + ")" : column;
	}

	String of(ResultSet row, int index) throws SQLException {
		if (this == ANYTHING) {
			return "changed";
		}
		Object value = (this == BYTES) ? row.getBytes(index) : row.getObject(index);
		if (value == null) {
			return "NULL";
		}
		if (value instanceof byte[] bytes && this != BYTES) {
			return "bytes " + HexFormat.of().formatHex(bytes);
		}
		return switch (this) {
			case NUMBER -> number(value.toString());
			case FLOAT ->
				Double.toString((value instanceof Number number) ? number.doubleValue() : row.getDouble(index));
			case TRUTH -> truth(value);
			case TEXT -> row.getString(index);
			case PADDED -> row.getString(index).replaceAll(" +$", "");
			case BYTES -> HexFormat.of().formatHex((byte[]) value);
			case MOMENT -> moment(value.toString());
			case ZONED -> zoned(value.toString());
			case CLOCK -> clock(value.toString());
			case SHAPE -> row.getString(index).toLowerCase(Locale.ROOT);
			case ANY_SORT -> anySort(value);
			case IDENTIFIER -> value.toString().toLowerCase(Locale.ROOT);
			case ANYTHING -> throw new IllegalStateException("not read");
			case BITS -> value.toString().replaceFirst("^0+(?=.)", "");
			case DOCUMENT -> document(value.toString());
		};
	}

	/**
	 * White space and the order of keys aside; each key counts, also the second of a
	 * name.
	 */
	private static String document(String text) {
		try (JsonParser parser = JSON.createParser(text)) {
			return (parser.nextToken() == null) ? "no document" : document(parser);
		}
		catch (JacksonException ex) {
			return "no document: " + text;
		}
	}

	private static String document(JsonParser parser) {
		List<String> parts = new ArrayList<>();
		switch (parser.currentToken()) {
			case START_ARRAY -> {
				while (parser.nextToken() != JsonToken.END_ARRAY) {
					parts.add(document(parser));
				}
				return parts.toString();
			}
			case START_OBJECT -> {
				while (parser.nextToken() != JsonToken.END_OBJECT) {
					String name = parser.currentName();
					parser.nextToken();
					parts.add(JSON.writeValueAsString(name) + ": " + document(parser));
				}
				Collections.sort(parts);
				return "{" + String.join(", ", parts) + "}";
			}
			case VALUE_STRING -> {
				return JSON.writeValueAsString(parser.getString());
			}
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
				return number(parser.getString());
			}
			default -> {
				return parser.currentToken().asString();
			}
		}
	}

	/** A float is itself in whatever way it is spelled. */
	private static String anySort(Object value) {
		return (value instanceof Double number) ? number(number.toString())
				: value.toString().matches("-?\\d[-+.0-9eE]*|-?Infinity") ? number(value.toString()) : value.toString();
	}

	private static String clock(String text) {
		Matcher offset = CLOCK_OFFSET.matcher(text.replaceFirst("Z$", "+00"));
		return offset.matches() ? moment(offset.group(1)) + offset.group(2).replaceFirst("(:00)+$", "") : text;
	}

	private static String number(String text) {
		if (text.matches("NaN|-?Infinity")) {
			return text;
		}
		BigDecimal number;
		try {
			number = new BigDecimal(text);
		}
		catch (NumberFormatException ex) {
			return "no number: " + text;
		}
		// what BigDecimal does itself takes minutes for numbers of 100,000 digits
		String digits = number.unscaledValue().toString();
		int end = digits.length();
		while (end > 1 && digits.charAt(end - 1) == '0') {
			end--;
		}
		return (number.signum() == 0) ? "0"
				: new BigDecimal(new BigInteger(digits.substring(0, end)), number.scale() - (digits.length() - end))
					.toString();
	}

	private static String truth(Object value) {
		return switch (value.toString().toLowerCase(Locale.ROOT)) {
			case "1", "true", "t" -> "true";
			case "0", "false", "f" -> "false";
			default -> "neither: " + value;
		};
	}

	/** However SQLite's users spell it: with a T, without seconds, midnight left out. */
	private static String moment(String text) {
		String plain = text.replace('T', ' ')
			.replaceFirst("Z$", "")
			.replaceFirst("((?:^| )\\d{2}:\\d{2})$", "$1:00")
			.replaceFirst("(\\d-\\d{2}) 00:00:00(?:\\.0*)?( BC)?$", "$1$2")
			.replaceFirst("(\\.\\d*?)0+( BC)?$", "$1$2")
			.replaceFirst("\\.( BC)?$", "$1")
			.replaceFirst("^\\+", "");
		Matcher early = BEFORE_CHRIST.matcher(plain);
		return early.matches()
				? String.format(Locale.ROOT, "%04d", Integer.parseInt(early.group(1)) + 1) + early.group(2) + " BC"
				: plain;
	}

	private static String zoned(String text) {
		if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
			return moment(text);
		}
		String plain = text.replace('T', ' ').replaceFirst("Z$", "+00").replaceFirst(" ([+-])", "$1");
		String era = plain.endsWith(" BC") ? " BC" : "";
		Matcher offset = OFFSET.matcher(plain.substring(0, plain.length() - era.length()));
		if (!offset.matches()) {
			return moment(plain);
		}
		String local = offset.group(1).replaceFirst("(\\.\\d*?)0+$", "$1").replaceFirst("\\.$", "") + era;
		String hours = offset.group(2) + ((offset.group(3) == null) ? ":00" : offset.group(3));
		if (hours.endsWith("00:00") || !local.matches("\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}[.\\d]*")) {
			return moment(local);
		}
		LocalDateTime there = LocalDateTime.parse(local.replace(' ', 'T'));
		return moment(OffsetDateTime.of(there, ZoneOffset.of(hours))
			.withOffsetSameInstant(ZoneOffset.UTC)
			.format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSSSS")));
	}

}
