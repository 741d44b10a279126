package dev.drover.progress;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes reports and progress as JSON: names with underscores, every field always there.
 */
public final class ProgressJson {

	private static final JsonMapper COMPACT = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	private static final JsonMapper INDENTED = COMPACT.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

	private ProgressJson() {
	}

	/** On many lines, for people and files. */
	public static String indented(Object value) {
		return INDENTED.writeValueAsString(value);
	}

	/** On one line. */
	public static String compact(Object value) {
		return COMPACT.writeValueAsString(value);
	}

	/** Reads what {@link #compact} or {@link #indented} wrote. */
	public static <T> T read(String json, Class<T> type) {
		return COMPACT.readValue(json, type);
	}

}
