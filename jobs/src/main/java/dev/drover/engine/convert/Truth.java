package dev.drover.engine.convert;

import java.math.BigDecimal;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.value.Kind;

/**
 * What is true or false.
 */
final class Truth {

	private Truth() {
	}

	static @Nullable Object of(Kind from, Object value) {
		if (from == Kind.BITS) {
			return switch (value.toString().replaceFirst("^0+(?=.)", "")) {
				case "0" -> false;
				case "1" -> true;
				default -> null;
			};
		}
		if (Conversion.isText(from)) {
			return word(Texts.unpadded(from, value));
		}
		if (!(Numbers.exact(from, value) instanceof BigDecimal number)) {
			return null;
		}
		return (number.signum() == 0) ? Boolean.FALSE : (number.compareTo(BigDecimal.ONE) == 0) ? Boolean.TRUE : null;
	}

	private static @Nullable Boolean word(String text) {
		return switch (text.toLowerCase(Locale.ROOT)) {
			case "1", "t", "true", "y", "yes", "on" -> true;
			case "0", "f", "false", "n", "no", "off" -> false;
			default -> null;
		};
	}

}
