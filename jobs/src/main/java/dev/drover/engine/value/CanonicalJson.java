package dev.drover.engine.value;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON by content: keys sorted, no white space, numbers exact.
 */
final class CanonicalJson {

	private static final JsonMapper MAPPER = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
		.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
		.build();

	private CanonicalJson() {
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
