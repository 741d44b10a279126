package dev.drover.engine.value;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The key of one row as its database holds it; a resume point. Its text form is versioned
 * and survives a restart: {@code 1|i2:42|t5:abc d}, where each value carries its tag and
 * its length.
 *
 * @param values one value per key column, in the key's order
 */
public record KeyTuple(List<KeyValue> values) {

	private static final String VERSION = "1";

	public KeyTuple {
		values = List.copyOf(values);
		if (values.isEmpty()) {
			throw new IllegalArgumentException("a key has at least one column");
		}
	}

	/** The text form, understood by {@link #decode(String)}. */
	public String encode() {
		StringBuilder text = new StringBuilder(VERSION);
		for (KeyValue value : this.values) {
			text.append('|')
				.append(value.tag().letter())
				.append(value.text().length())
				.append(':')
				.append(value.text());
		}
		return text.toString();
	}

	/**
	 * Reads the text form.
	 * @param text what {@link #encode()} gave
	 * @return the key
	 * @throws IllegalArgumentException if the text is of another version or damaged
	 */
	public static KeyTuple decode(String text) {
		if (!text.startsWith(VERSION + "|")) {
			throw new IllegalArgumentException("not a resume point of version " + VERSION + ": " + text);
		}
		List<KeyValue> values = new ArrayList<>();
		int at = VERSION.length();
		try {
			while (at < text.length()) {
				int colon = text.indexOf(':', at);
				KeyValue.Tag tag = KeyValue.Tag.of(text.charAt(at + 1));
				int length = Integer.parseInt(text.substring(at + 2, colon));
				values.add(new KeyValue(tag, text.substring(colon + 1, colon + 1 + length)));
				at = colon + 1 + length;
			}
		}
		catch (IndexOutOfBoundsException | NumberFormatException ex) {
			throw new IllegalArgumentException("damaged resume point: " + text, ex);
		}
		return new KeyTuple(values);
	}

	/** The key as people read it. */
	public String display() {
		return this.values.stream().map(KeyValue::text).collect(Collectors.joining(", "));
	}

}
