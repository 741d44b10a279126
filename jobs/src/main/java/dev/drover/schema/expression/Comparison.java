package dev.drover.schema.expression;

import java.math.BigDecimal;
import java.util.Set;

import dev.drover.engine.EngineKind;

/**
 * Compares two values where both engines come to the same result.
 */
final class Comparison {

	private static final Set<String> EQUALITY = Set.of("=", "<>", "SAME", "DISTINCT");

	private final EngineKind source;

	private final EngineKind target;

	Comparison(EngineKind source, EngineKind target) {
		this.source = source;
		this.target = target;
	}

	private boolean with(EngineKind engine) {
		return this.source == engine || this.target == engine;
	}

	/** The comparison in the target's words. */
	Said of(String operator, Said left, Said right) {
		require(operator, left, right);
		return Said.of("(" + switch (operator) {
			case "SAME" -> same(left, right);
			case "DISTINCT" -> distinct(left, right);
			default -> left.sql() + " " + operator + " " + right.sql();
		} + ")", Sort.TRUTH);
	}

	private boolean mysql() {
		return this.target.likeMysql();
	}

	private String same(Said left, Said right) {
		return left.sql() + switch (this.target) {
			case MYSQL, MARIADB -> " <=> ";
			case SQLITE -> " IS ";
			default -> " IS NOT DISTINCT FROM ";
		} + right.sql();
	}

	private String distinct(Said left, Said right) {
		return mysql() ? "NOT (" + same(left, right) + ")"
				: left.sql() + ((this.target == EngineKind.SQLITE) ? " IS NOT " : " IS DISTINCT FROM ") + right.sql();
	}

	/** Refuses what the engines may judge in different ways. */
	void require(String operator, Said left, Said right) {
		Sort one = left.sort();
		Sort two = right.sort();
		if (one.number() && two.number()) {
			requireNumbers(left, right);
		}
		else if (one.characters() && two.characters()) {
			requireTexts(operator, left, right);
		}
		else if (one != two || one == Sort.OTHER || one == Sort.BYTES || one == Sort.NOTHING) {
			throw new NotPortableException("it compares values of sorts that the engines compare in different ways");
		}
		else if (one == Sort.TRUTH && !EQUALITY.contains(operator)) {
			throw new NotPortableException("it orders truth values");
		}
		else if ((one == Sort.TIME || one == Sort.TIMESTAMP || one == Sort.INSTANT) && with(EngineKind.SQLITE)) {
			throw new NotPortableException("it compares points in time, which are text in SQLite");
		}
	}

	private void requireNumbers(Said left, Said right) {
		if (left.sort().exactNumber() && right.sort().exactNumber()) {
			return;
		}
		if (left.literal() == right.literal()) {
			if (left.sort() != right.sort()) {
				throw new NotPortableException("it compares a float with another sort of number");
			}
			return;
		}
		Said value = left.literal() ? left : right;
		Said other = left.literal() ? right : left;
		BigDecimal number = new BigDecimal(value.sql().replaceAll("[()]", ""));
		boolean single = other.sort() == Sort.FLOAT4;
		if (!single && !with(EngineKind.H2)) {
			return;
		}
		double nearest = single ? number.floatValue() : number.doubleValue();
		if (new BigDecimal(nearest).compareTo(number) != 0) {
			throw new NotPortableException("it compares a float with " + number + ", which no float is exactly");
		}
	}

	private void requireTexts(String operator, Said left, Said right) {
		if (!EQUALITY.contains(operator)) {
			throw new NotPortableException("it orders texts, which depends on the collation");
		}
		if (!left.exact() || !right.exact()) {
			throw new NotPortableException(
					"its source compares texts without regard to case, accents or blanks at the end");
		}
		if (left.sort() == Sort.TEXT && right.sort() == Sort.TEXT) {
			return;
		}
		boolean onePadded = left.sort() == Sort.PADDED || right.sort() == Sort.PADDED;
		boolean bothPadded = left.sort() == Sort.PADDED && right.sort() == Sort.PADDED;
		if (onePadded && (with(EngineKind.SQLITE) || !bothPadded && !trimmedLiteral(left) && !trimmedLiteral(right))) {
			throw new NotPortableException("it compares texts that are filled up with blanks");
		}
		boolean label = left.sort() == Sort.LABEL || right.sort() == Sort.LABEL;
		if (label && !left.literal() && !right.literal()) {
			throw new NotPortableException("it compares an enum with another column");
		}
	}

	private static boolean trimmedLiteral(Said said) {
		return said.literal() && !said.sql().endsWith(" '");
	}

}
