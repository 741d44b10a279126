package dev.drover.engine.value;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON by content: keys sorted, no white space, numbers exact.
 */
public final class CanonicalJson {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	private CanonicalJson() {
	}

	/** Whether the text is one JSON value. */
	public static boolean isJson(String text) {
		try {
			MAPPER.readValue(text, Object.class);
			return true;
		}
		catch (JacksonException ex) {
			return false;
		}
	}

	static String of(String json) {
		try {
			return MAPPER.writeValueAsString(MAPPER.readValue(json, Object.class));
		}
		catch (JacksonException ex) {
			// not JSON after all (a text column of SQLite): each character counts then
			return json;
		}
	}

}
