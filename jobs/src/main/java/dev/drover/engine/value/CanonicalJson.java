package dev.drover.engine.value;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON by content: keys sorted, no white space, numbers by their value.
 */
public final class CanonicalJson {

	private static final JsonMapper MAPPER = JsonMapper.builder(LongJson.FACTORY)
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	/** Engines keep one of several values for a key. */
	private static final JsonMapper STRICT = JsonMapper.builder(LongJson.FACTORY)
		.enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
		.build();

	/** Digits up to which a whole number is spelled out. */
	private static final int MOST_DIGITS = 400;

	private CanonicalJson() {
	}

	/** Whether the text is one JSON value, whose objects hold each key once. */
	public static boolean isJson(String text) {
		try {
			STRICT.readTree(text);
			return !text.isBlank();
		}
		catch (JacksonException ex) {
			return false;
		}
	}

	static String of(String json) {
		try {
			return MAPPER.writeValueAsString(plain(MAPPER.readValue(json, Object.class)));
		}
		catch (JacksonException ex) {
			// not JSON after all (a text column of SQLite): each character counts then
			return json;
		}
	}

	/** One spelling of each number: engines write 1e2, 100 and 100.0 as they like. */
	private static @Nullable Object plain(@Nullable Object value) {
		if (value instanceof Map<?, ?> object) {
			Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
			object.forEach((key, member) -> plain.put(key, plain(member)));
			return plain;
		}
		if (value instanceof List<?> array) {
			List<@Nullable Object> plain = new ArrayList<>();
			array.forEach((element) -> plain.add(plain(element)));
			return plain;
		}
		if (value instanceof BigDecimal number) {
			BigDecimal stripped = Decimals.stripped(number);
			boolean whole = stripped.scale() <= 0 && stripped.precision() - (long) stripped.scale() <= MOST_DIGITS;
			return whole ? stripped.toBigIntegerExact() : stripped;
		}
		return value;
	}

}
