package dev.drover.schema;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ValueException;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.convert.Conversion;
import dev.drover.engine.convert.Latin1;
import dev.drover.engine.value.Kind;
import dev.drover.engine.value.LongText;
import dev.drover.plan.Mapping.Decode;
import dev.drover.plan.Mapping.ValueHazard;
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
 * @param policies what becomes of a value that has no counterpart
 * @param decode what the bytes of its texts really are, or {@code null} if as declared
 * @param forward on the way back, what has turned the values of the column to which they
 * go into those that come; else {@code null}
 */
public record TypeOverride(String entry, Column source, Conversion conversion, boolean key,
		Map<ValueHazard, ValuePolicy> policies, @Nullable Decode decode, @Nullable TypeOverride forward) {

	public TypeOverride {
		policies = Map.copyOf(policies);
	}

	/**
	 * What takes values back, or {@code null} if they fit as they are.
	 * @param target the column from which they come then
	 */
	@Nullable TypeOverride back(Column target, Kind kind) {
		Kind origin = this.source.type().kind();
		if (origin == Kind.NATIVE || !Conversion.possible(kind, origin)) {
			// the database reads its text, or takes every sort of value
			return null;
		}
		return new TypeOverride(this.entry, target, new Conversion(kind, this.source.type()), false, Map.of(), null,
				this);
	}

	/** Whether several values become the same one, so that none of them is the origin. */
	public boolean ambiguous() {
		Kind origin = this.conversion.from();
		Kind wanted = this.conversion.to().kind();
		return this.decode != null || isText(origin) && !isText(wanted)
				|| origin == Kind.ANY && this.source.type().kind() != wanted;
	}

	private static boolean isText(Kind kind) {
		return kind == Kind.TEXT || kind == Kind.CHAR || kind == Kind.ENUM;
	}

	/**
	 * The value as one of the wanted type.
	 * @param nullable whether the target's column takes NULL
	 * @throws ValueException if there is none, and the plan does not want another one
	 */
	public Applied applied(Object value, boolean nullable) {
		if (value instanceof LongText) {
			boolean stays = this.decode == null && !encodes() && !this.key && this.conversion.to().kind() == Kind.TEXT;
			return stays ? new Applied(value, null) : applied(value.toString(), nullable);
		}
		if (encodes() && value instanceof String text) {
			return converted(Latin1.ofUtf8(text), nullable, null);
		}
		if (this.decode == null || !(value instanceof String text)) {
			return converted(value, nullable, null);
		}
		String decoded = Latin1.asUtf8(text);
		if (decoded != null) {
			return converted(decoded, nullable, null);
		}
		return switch (policy(ValueHazard.INVALID_TEXT)) {
			case NULL -> nullable ? new Applied(null, ValueHazard.INVALID_TEXT) : refused(value);
			// the nearest text is the one that is declared
			case CLAMP -> converted(text, nullable, ValueHazard.INVALID_TEXT);
			default -> refused(value);
		};
	}

	/** Whether texts go back to where their bytes are called latin1. */
	private boolean encodes() {
		return this.forward != null && this.forward.decode != null;
	}

	private Applied converted(Object value, boolean nullable, @Nullable ValueHazard changed) {
		Object converted = this.conversion.of(value);
		if (converted != null && (!this.key || foundAgain(value, converted))) {
			return new Applied(converted, changed);
		}
		ValuePolicy policy = this.key ? ValuePolicy.ERROR : policy(ValueHazard.OUT_OF_RANGE);
		if (policy == ValuePolicy.NULL && nullable) {
			return new Applied(null, ValueHazard.OUT_OF_RANGE);
		}
		Object nearest = (policy == ValuePolicy.CLAMP) ? this.conversion.nearest(value) : null;
		return (nearest == null) ? refused(value) : new Applied(nearest, ValueHazard.OUT_OF_RANGE);
	}

	private ValuePolicy policy(ValueHazard hazard) {
		return this.policies.getOrDefault(hazard, ValuePolicy.ERROR);
	}

	private Applied refused(Object value) {
		throw ValueException.notConvertible(this.source, this.conversion.to(), value);
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
	 * @param changed the sort of value that a policy made another one, or {@code null}
	 */
	public record Applied(@Nullable Object value, @Nullable ValueHazard changed) {

	}

}
