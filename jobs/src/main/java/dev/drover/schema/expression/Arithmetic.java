package dev.drover.schema.expression;

import dev.drover.engine.EngineKind;

/**
 * Calculates where both engines come to the same number.
 */
final class Arithmetic {

	private final EngineKind source;

	private final EngineKind target;

	Arithmetic(EngineKind source, EngineKind target) {
		this.source = source;
		this.target = target;
	}

	private boolean with(EngineKind engine) {
		return this.source == engine || this.target == engine;
	}

	private static boolean mysql(EngineKind engine) {
		return engine.likeMysql();
	}

	/** The calculation in the target's words. */
	Said of(String operator, Said left, Said right) {
		if (!left.sort().number() || !right.sort().number()) {
			throw new NotPortableException("it calculates with what is no number");
		}
		return switch (operator) {
			case "+", "-", "*" ->
				Said.of("(" + left.sql() + " " + operator + " " + right.sql() + ")", sort(left, right));
			case "%" -> whole("%", left, right);
			case "DIV" -> whole(mysql(this.target) ? "DIV" : "/", left, right);
			default -> divided(left, right);
		};
	}

	private Sort sort(Said left, Said right) {
		if (left.sort() == Sort.INTEGER && right.sort() == Sort.INTEGER) {
			return Sort.INTEGER;
		}
		if (left.sort().exactNumber() && right.sort().exactNumber()) {
			if (with(EngineKind.SQLITE)) {
				throw new NotPortableException("it calculates with decimals, which are floats in SQLite");
			}
			return Sort.DECIMAL;
		}
		boolean doubles = doubleLike(left) && doubleLike(right);
		if (!doubles) {
			throw new NotPortableException("it mixes floats with other numbers");
		}
		return Sort.FLOAT8;
	}

	/** H2 takes a decimal beside a float for a decimal float. */
	private boolean doubleLike(Said said) {
		return said.sort() == Sort.FLOAT8 || (said.literal() && (said.sort() == Sort.INTEGER || !with(EngineKind.H2)));
	}

	private Said divided(Said left, Said right) {
		if (left.sort() == Sort.FLOAT8 && right.literal() && !zero(right) && doubleLike(right)) {
			return Said.of("(" + left.sql() + " / " + right.sql() + ")", Sort.FLOAT8);
		}
		if (mysql(this.source)) {
			throw new NotPortableException("it divides, which gives other digits elsewhere");
		}
		return whole(mysql(this.target) ? "DIV" : "/", left, right);
	}

	private static Said whole(String operator, Said left, Said right) {
		if (left.sort() != Sort.INTEGER || right.sort() != Sort.INTEGER) {
			throw new NotPortableException("it divides, which gives other digits elsewhere");
		}
		if (!right.literal() || zero(right)) {
			throw new NotPortableException(
					"it may divide by zero, which is an error in some engines and NULL in others");
		}
		return Said.of("(" + left.sql() + " " + operator + " " + right.sql() + ")", Sort.INTEGER);
	}

	private static boolean zero(Said literal) {
		return Literals.decimal(literal.sql().replaceAll("[()]", "")).signum() == 0;
	}

}
