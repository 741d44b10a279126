package dev.drover.engine.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whether a server that keeps JSON in a form of its own keeps all of a text: it may hold
 * one value for each key only, fractions as floats, and no U+0000.
 */
public final class JsonFit {

	private static final JsonMapper MAPPER = JsonMapper.builder(LongJson.FACTORY)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
		.build();

	private static final JsonMapper STRICT = JsonMapper
		.builder(LongJson.FACTORY.rebuild().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
		.build();

	private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);

	private static final BigInteger MOST = BigInteger.ONE.shiftLeft(Long.SIZE).subtract(BigInteger.ONE);

	private JsonFit() {
	}

	/**
	 * Whether it is JSON and nothing of it is lost.
	 * @param floats whether whole numbers beyond 64 bits and all fractions become floats
	 */
	public static boolean fits(String json, boolean floats) {
		try (JsonParser parser = STRICT.createParser(json)) {
			for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
				if (floats && token.isNumeric() && !fits(new BigDecimal(parser.getString()))) {
					return false;
				}
			}
			return isJson(json);
		}
		catch (JacksonException ex) {
			return false;
		}
	}

	/** Whether the text is one JSON value; objects may hold a key twice. */
	public static boolean isJson(String json) {
		try {
			return !MAPPER.readTree(json).isMissingNode();
		}
		catch (JacksonException ex) {
			return false;
		}
	}

	private static boolean fits(BigDecimal number) {
		if (number.scale() == 0) {
			BigInteger whole = number.toBigInteger();
			if (whole.compareTo(LEAST) >= 0 && whole.compareTo(MOST) <= 0) {
				return true;
			}
		}
		double near = number.doubleValue();
		return Double.isFinite(near) && ShortestDecimal.of(near).compareTo(number) == 0;
	}

	/**
	 * Whether some text in it holds U+0000, which is always spelled
	 * {@code \}{@code u0000}.
	 */
	public static boolean holdsNul(String json) {
		int at = json.indexOf("\\u0000");
		while (at >= 0) {
			int slashes = 0;
			while (at - slashes > 0 && json.charAt(at - slashes - 1) == '\\') {
				slashes++;
			}
			if (slashes % 2 == 0) {
				return true;
			}
			at = json.indexOf("\\u0000", at + 1);
		}
		return false;
	}

	/**
	 * The nearest text of which all is kept, or {@code null} if it is no JSON.
	 * @param floats as in {@link #fits}
	 */
	public static @Nullable String nearest(String json, boolean floats) {
		try {
			return MAPPER.writeValueAsString(near(MAPPER.readValue(json, Object.class), floats));
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private static @Nullable Object near(@Nullable Object value, boolean floats) {
		if (value instanceof Map<?, ?> object) {
			Map<String, @Nullable Object> kept = new LinkedHashMap<>();
			object.forEach((key, member) -> kept.put(withoutNul(String.valueOf(key)), near(member, floats)));
			return kept;
		}
		if (value instanceof List<?> array) {
			List<@Nullable Object> kept = new ArrayList<>();
			array.forEach((element) -> kept.add(near(element, floats)));
			return kept;
		}
		if (value instanceof String text) {
			return withoutNul(text);
		}
		boolean changes = floats && value instanceof Number number && !fits(new BigDecimal(number.toString()));
		return changes ? (Object) finite(new BigDecimal(String.valueOf(value)).doubleValue()) : value;
	}

	private static double finite(double number) {
		return Double.isInfinite(number) ? Math.copySign(Double.MAX_VALUE, number) : number;
	}

	private static String withoutNul(String text) {
		return text.replace("\0", "");
	}

}
