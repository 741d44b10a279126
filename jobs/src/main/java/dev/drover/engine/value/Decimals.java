package dev.drover.engine.value;

import java.math.BigDecimal;

/**
 * Decimals of any length.
 */
public final class Decimals {

	/** Beyond it {@link BigDecimal#stripTrailingZeros} divides by ten for minutes. */
	private static final int LONG = 200;

	private Decimals() {
	}

	/** The same number without zeros at its end. */
	public static BigDecimal stripped(BigDecimal number) {
		if (number.precision() <= LONG) {
			return number.stripTrailingZeros();
		}
		String digits = number.unscaledValue().toString();
		int end = digits.length();
		while (digits.charAt(end - 1) == '0') {
			end--;
		}
		return (end == digits.length()) ? number : number.setScale(number.scale() - (digits.length() - end));
	}

}
