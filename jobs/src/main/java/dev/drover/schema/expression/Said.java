package dev.drover.schema.expression;

/**
 * A part of an expression in the target's words.
 *
 * @param sql the words
 * @param sort what it is
 * @param exact whether both sides compare it character by character; of no meaning for
 * what holds no characters
 * @param literal whether it is one value
 */
record Said(String sql, Sort sort, boolean exact, boolean literal) {

	static Said of(String sql, Sort sort) {
		return new Said(sql, sort, true, false);
	}

	static Said literal(String sql, Sort sort) {
		return new Said(sql, sort, true, true);
	}

}
