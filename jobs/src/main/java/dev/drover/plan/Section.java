package dev.drover.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A mapping of the plan whose keys are known. A section that is not in the file is empty,
 * stands where its parent stands and answers the defaults.
 */
final class Section {

	private final String path;

	private final Position at;

	private final boolean readable;

	private final Map<String, Value> values;

	private final Mistakes mistakes;

	private Section(String path, Position at, boolean readable, Map<String, Value> values, Mistakes mistakes) {
		this.path = path;
		this.at = at;
		this.readable = readable;
		this.values = values;
		this.mistakes = mistakes;
	}

	static Section of(Value value, List<String> keys, Mistakes mistakes) {
		Map<String, Value> values = new LinkedHashMap<>();
		List<Entry> entries = value.entries();
		for (Entry entry : (entries != null) ? entries : List.<Entry>of()) {
			if (keys.contains(entry.key())) {
				values.put(entry.key(), entry.value());
			}
			else {
				mistakes.add(value.path(), entry.at(),
						"unknown key " + Mistakes.shownKey(entry.key()) + ", allowed are " + String.join(", ", keys),
						entry.key().contains(":") ? "a space is wanted after the colon"
								: NearestName.hint(entry.key(), keys));
			}
		}
		return new Section(value.path(), value.position(), entries != null, values, mistakes);
	}

	Section section(String key, String... keys) {
		Value value = get(key);
		return (value != null) ? value.section(keys)
				: new Section(pathOf(key), this.at, this.readable, Map.of(), this.mistakes);
	}

	@Nullable Value get(String key) {
		return this.values.get(key);
	}

	/** Reads a key that may be left out. */
	<T> T read(String key, T fallback, Reading<T> reading) {
		T read = optional(key, reading);
		return (read != null) ? read : fallback;
	}

	/** Reads a key that may not be left out; the stand-in never leaves the reader. */
	<T> T required(String key, T standIn, Reading<T> reading) {
		if (this.readable && get(key) == null) {
			this.mistakes.add(pathOf(key), this.at, "is required", null);
		}
		return read(key, standIn, reading);
	}

	<T> @Nullable T optional(String key, Reading<T> reading) {
		Value value = get(key);
		return (value != null) ? reading.of(value) : null;
	}

	private String pathOf(String key) {
		return this.path.isEmpty() ? key : this.path + "." + key;
	}

	/**
	 * Reads one value.
	 *
	 * @param <T> what it becomes
	 */
	@FunctionalInterface
	interface Reading<T> {

		/** The value, or {@code null} after a mistake was noted. */
		@Nullable T of(Value value);

	}

}
