package dev.drover.app.scenario;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a value means whatever engine holds it; written for the tests alone, so that
 * Drover's own canonical form is not its own judge.
 */
enum Meaning {

	NUMBER, FLOAT, TRUTH, TEXT, PADDED, BYTES, MOMENT, ZONED, IDENTIFIER, DOCUMENT, BITS, ANYTHING;

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	private static final Pattern OFFSET = Pattern.compile("(.*\\d)([+-]\\d{2})(:\\d{2})?");

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
		if (product.mysql() && sort.type().equals("FLOAT")) {
			return column + " * 1e0";
		}
		if (sort.type().startsWith("JAVA_OBJECT")) {
			return "CAST(" + column + " AS VARBINARY)";
		}
		boolean asText = product != Product.SQLITE && switch (this) {
			case MOMENT, ZONED, IDENTIFIER, DOCUMENT, NUMBER, BITS -> true;
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
			case IDENTIFIER -> value.toString().toLowerCase(Locale.ROOT);
			case ANYTHING -> throw new IllegalStateException("not read");
			case BITS -> value.toString().replaceFirst("^0+(?=.)", "");
			case DOCUMENT -> document(value.toString());
		};
	}

	private static String document(String text) {
		try {
			return JSON.writeValueAsString(JSON.readValue(text, Object.class));
		}
		catch (JacksonException ex) {
			return "no document: " + text;
		}
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
		return (number.signum() == 0) ? "0" : number.stripTrailingZeros().toString();
	}

	private static String truth(Object value) {
		return switch (value.toString().toLowerCase(Locale.ROOT)) {
			case "1", "true", "t" -> "true";
			case "0", "false", "f" -> "false";
			default -> "neither: " + value;
		};
	}

	private static String moment(String text) {
		String plain = text.replace('T', ' ')
			.replaceFirst("(\\.\\d*?)0+( BC)?$", "$1$2")
			.replaceFirst("\\.( BC)?$", "$1");
		Matcher early = BEFORE_CHRIST.matcher(plain);
		return early.matches()
				? String.format(Locale.ROOT, "%04d", Integer.parseInt(early.group(1)) + 1) + early.group(2) + " BC"
				: plain;
	}

	private static String zoned(String text) {
		String plain = text.replace('T', ' ').replaceFirst("Z$", "+00").replaceFirst(" ([+-])", "$1");
		String era = plain.endsWith(" BC") ? " BC" : "";
		Matcher offset = OFFSET.matcher(plain.substring(0, plain.length() - era.length()));
		if (!offset.matches()) {
			return moment(plain);
		}
		String local = moment(offset.group(1) + era);
		String hours = offset.group(2) + ((offset.group(3) == null) ? ":00" : offset.group(3));
		if (hours.endsWith("00:00")) {
			return local;
		}
		LocalDateTime there = LocalDateTime.parse(local.replace(' ', 'T'));
		return moment(OffsetDateTime.of(there, ZoneOffset.of(hours))
			.withOffsetSameInstant(ZoneOffset.UTC)
			.format(DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSSSS")));
	}

}
