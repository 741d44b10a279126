package dev.drover.engine.convert;

import java.math.BigDecimal;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.value.Kind;

/**
 * Fields of bits. A number fills a field of a fixed length with zeros on the left; the
 * digits of a text or of another field have to be as many as the field has.
 */
final class Bits {

	private Bits() {
	}

	static @Nullable String of(Kind from, Object value, ColumnType to) {
		boolean fixed = to.size() > 0 && !to.declared().toLowerCase(Locale.ROOT).contains("varying");
		String digits;
		if (from == Kind.BITS || Conversion.isText(from)) {
			digits = Texts.unpadded(from, value);
			if (!digits.matches("[01]+") || (fixed && digits.length() != to.size())) {
				return null;
			}
		}
		else {
			if (!(Numbers.exact(from, value) instanceof BigDecimal number) || number.signum() < 0) {
				return null;
			}
			digits = number.toBigIntegerExact().toString(2);
			digits = fixed ? "0".repeat((int) Math.max(0, to.size() - digits.length())) + digits : digits;
		}
		return (to.size() > 0 && digits.length() > to.size()) ? null : digits;
	}

}
