package dev.drover.engine.value;

import org.jspecify.annotations.Nullable;

/**
 * Sizes of canonical values' data, for the bounds of chunks and for throughput figures.
 */
public final class Sizes {

	private Sizes() {
	}

	/** Size in bytes; text counts one byte a character. */
	public static int of(@Nullable Object value) {
		if (value == null) {
			return 0;
		}
		if (value instanceof String text) {
			return text.length();
		}
		if (value instanceof byte[] bytes) {
			return bytes.length;
		}
		if (value instanceof LongText text) {
			return text.length();
		}
		return (value instanceof Boolean) ? 1 : 8;
	}

}
