package dev.drover.engine.value;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

import org.jspecify.annotations.Nullable;

/**
 * A value as people read it in a message or report.
 */
public final class ShownValue {

	/** Bytes of a large text that are shown. */
	private static final int SHOWN = 200;

	private ShownValue() {
	}

	/** The value; bytes as text if they are plain, else in hexadecimal. */
	public static String of(@Nullable Object value) {
		if (value instanceof LongText text) {
			return new String(text.array(), text.from(), SHOWN, StandardCharsets.UTF_8) + "… (" + text.length()
					+ " bytes)";
		}
		if (!(value instanceof byte[] bytes)) {
			return String.valueOf(value);
		}
		for (byte each : bytes) {
			if (each < ' ' || each == 0x7f) {
				return HexFormat.of().formatHex(bytes);
			}
		}
		return new String(bytes, StandardCharsets.US_ASCII);
	}

}
