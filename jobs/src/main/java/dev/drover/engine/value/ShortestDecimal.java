package dev.drover.engine.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The decimal with the fewest digits that is a given float; Java's own text may have one
 * more, and not the same in all its versions.
 */
public final class ShortestDecimal {

	/**
	 * Every decimal of so many digits survives in a double, and so many tell all apart.
	 */
	private static final int DOUBLE_LEAST = 15;

	private static final int DOUBLE_MOST = 17;

	private static final int FLOAT_LEAST = 6;

	private static final int FLOAT_MOST = 9;

	private ShortestDecimal() {
	}

	/** The shortest decimal of a finite number. */
	public static BigDecimal of(double number) {
		BigDecimal exact = new BigDecimal(number);
		for (int digits = DOUBLE_LEAST; digits <= DOUBLE_MOST; digits++) {
			BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
			if (rounded.doubleValue() == number) {
				return rounded;
			}
		}
		return exact;
	}

	/** The shortest decimal of a finite number of single precision. */
	public static BigDecimal of(float number) {
		BigDecimal exact = new BigDecimal(number);
		for (int digits = FLOAT_LEAST; digits <= FLOAT_MOST; digits++) {
			BigDecimal rounded = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
			if (rounded.floatValue() == number) {
				return rounded;
			}
		}
		return exact;
	}

}
