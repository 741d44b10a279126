package dev.drover.engine.convert;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.value.Decimals;
import dev.drover.engine.value.Kind;
import dev.drover.engine.value.ShortestDecimal;

/**
 * Numbers among each other, and of whatever spells one. A float stands for the shortest
 * decimal that it is printed as.
 */
final class Numbers {

	/** A code such as 007 is no number: it would come back without its zeros. */
	private static final Pattern SPELLED = Pattern.compile("-?(?:0|[1-9]\\d*)(?:\\.\\d+)?(?:[eE][-+]?\\d{1,4})?");

	/** Digits before the point from which on nobody has an integer type. */
	private static final int MOST_DIGITS = 100;

	private Numbers() {
	}

	static @Nullable Object of(Kind from, Object value, Kind to) {
		if (value instanceof Float number && to == Kind.FLOAT8) {
			return number.doubleValue();
		}
		if (value instanceof Double number && to == Kind.FLOAT4 && (float) (double) number == number) {
			return number.floatValue();
		}
		Object exact = exact(from, value);
		if (exact instanceof BigDecimal number) {
			return switch (to) {
				case INTEGER -> integer(number);
				case FLOAT4 -> single(number);
				case FLOAT8 -> twofold(number);
				default -> number;
			};
		}
		if (!(exact instanceof Double special)) {
			return null;
		}
		return switch (to) {
			case INTEGER -> null;
			case FLOAT4 -> (Object) special.floatValue();
			case FLOAT8 -> special;
			default -> special.toString();
		};
	}

	/**
	 * The number, {@link Double} for what is not finite, or {@code null} if it is none.
	 */
	static @Nullable Object exact(Kind from, Object value) {
		if (value instanceof Boolean truth) {
			return truth ? BigDecimal.ONE : BigDecimal.ZERO;
		}
		if (value instanceof Float number) {
			return Float.isFinite(number) ? ShortestDecimal.of(number.floatValue()) : (Object) number.doubleValue();
		}
		if (value instanceof Double number) {
			return Double.isFinite(number) ? ShortestDecimal.of(number.doubleValue()) : (Object) number;
		}
		if (value instanceof Number) {
			return new BigDecimal(value.toString());
		}
		if (!(value instanceof String)) {
			return null;
		}
		String text = Texts.unpadded(from, value);
		if (from == Kind.BITS) {
			return text.isEmpty() ? null : new BigDecimal(new BigInteger(text, 2));
		}
		return switch (text) {
			case "NaN", "Infinity", "-Infinity" -> Double.valueOf(text);
			default -> SPELLED.matcher(text).matches() ? new BigDecimal(text) : null;
		};
	}

	private static @Nullable Object integer(BigDecimal number) {
		BigDecimal plain = Decimals.stripped(number);
		if (plain.scale() > 0 || plain.precision() - (long) plain.scale() > MOST_DIGITS) {
			return null;
		}
		return carried(plain.toBigIntegerExact());
	}

	private static Object carried(BigInteger number) {
		return (number.bitLength() < Long.SIZE) ? (Object) number.longValue() : number;
	}

	private static @Nullable Object single(BigDecimal number) {
		float near = number.floatValue();
		return (Float.isFinite(near) && ShortestDecimal.of(near).compareTo(number) == 0) ? (Object) near : null;
	}

	private static @Nullable Object twofold(BigDecimal number) {
		double near = number.doubleValue();
		return (Double.isFinite(near) && ShortestDecimal.of(near).compareTo(number) == 0) ? (Object) near : null;
	}

	/** Rounded; what is no number is near to none. */
	static @Nullable Object nearest(Kind from, Object value, Kind to) {
		if (!(exact(from, value) instanceof BigDecimal number)
				|| number.precision() - (long) number.scale() > MOST_DIGITS && to == Kind.INTEGER) {
			return null;
		}
		if (to == Kind.INTEGER) {
			return carried(number.setScale(0, RoundingMode.HALF_EVEN).toBigIntegerExact());
		}
		double near = (to == Kind.FLOAT4) ? number.floatValue() : number.doubleValue();
		if (!Double.isFinite(near)) {
			return null;
		}
		return (to == Kind.FLOAT4) ? (Object) (float) near : (Object) near;
	}

}
