package dev.drover.schema;

import java.math.BigDecimal;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ValueException;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.convert.Conversion;
import dev.drover.plan.Mapping.ValuePolicy;

/**
 * What the plan's {@code mapping.types} wants of a column: another type. Each value of
 * the source is converted right after it was read, by the copy and by the comparison
 * alike.
 *
 * @param entry the entry of the plan that did it
 * @param source the source's column
 * @param conversion from the source's values to those of the wanted type
 * @param key whether rows are found by the column: then a value has to be found again by
 * the converted one
 * @param policy what becomes of a value that has no counterpart
 */
public record TypeOverride(String entry, Column source, Conversion conversion, boolean key, ValuePolicy policy) {

	/**
	 * The value as one of the wanted type.
	 * @param nullable whether the target's column takes NULL
	 * @throws ValueException if there is none, and the plan does not want another one
	 */
	Applied applied(Object value, boolean nullable) {
		Object converted = this.conversion.of(value);
		if (converted != null && (!this.key || foundAgain(value, converted))) {
			return new Applied(converted, false);
		}
		if (!this.key && this.policy == ValuePolicy.NULL && nullable) {
			return new Applied(null, true);
		}
		Object nearest = (!this.key && this.policy == ValuePolicy.CLAMP) ? this.conversion.nearest(value) : null;
		if (nearest == null) {
			throw ValueException.notConvertible(this.source, this.conversion.to(), value);
		}
		return new Applied(nearest, true);
	}

	private boolean foundAgain(Object value, Object converted) {
		return converted == value || this.conversion.origins(this.source.type().kind(), converted)
			.stream()
			.anyMatch((origin) -> same(origin, value));
	}

	private static boolean same(Object one, Object other) {
		if (one instanceof Number && other instanceof Number) {
			return one.equals(other) || new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
		}
		return (one instanceof byte[] bytes && other instanceof byte[] others) ? Arrays.equals(bytes, others)
				: one.equals(other);
	}

	/**
	 * A converted value.
	 *
	 * @param value the value, or {@code null} where a policy wants NULL
	 * @param changed whether a policy made it another one
	 */
	record Applied(@Nullable Object value, boolean changed) {

	}

}
