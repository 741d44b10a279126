package dev.drover.schema.expression;

/**
 * Thrown inside this package where an expression can't be said in another engine's words.
 */
final class NotPortableException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * An expression that stays behind.
	 * @param reason why, as half a sentence: "it uses the function foo"
	 */
	NotPortableException(String reason) {
		super(reason, null, false, false);
	}

	/** Why. */
	String reason() {
		return String.valueOf(getMessage());
	}

}
