package dev.drover.schema.expression;

import java.util.Locale;

/**
 * A word, name, literal or sign of an expression.
 *
 * @param sort what it is
 * @param text its text, without quotes and escapes
 */
record Token(Sort sort, String text) {

	/** Stands behind the last one. */
	static final Token END = new Token(Sort.END, "");

	boolean is(String word) {
		return (this.sort == Sort.WORD || this.sort == Sort.SIGN) && this.text.toUpperCase(Locale.ROOT).equals(word);
	}

	/** Sorts of tokens. */
	enum Sort {

		WORD, NAME, TEXT, NUMBER, SIGN, END

	}

}
