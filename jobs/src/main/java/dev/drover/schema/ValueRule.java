package dev.drover.schema;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Engine;
import dev.drover.engine.Hazards;
import dev.drover.engine.ValueException;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.value.Kind;
import dev.drover.plan.Mapping.ValueHazard;
import dev.drover.plan.Mapping.ValuePolicy;

/**
 * What the plan wants of a column's values that the target can't hold. Applied to each
 * value of the source right after it was read, by the copy and by the comparison alike,
 * so that a conversion is no difference.
 *
 * @param target the target's engine
 * @param source the source's column
 * @param column the target's column
 * @param policies the plan's {@code mapping.values}
 */
public record ValueRule(Engine target, Column source, ColumnBinding column, Map<ValueHazard, ValuePolicy> policies) {

	public ValueRule {
		policies = Map.copyOf(policies);
	}

	/**
	 * The value as the target is to hold it; the same object if it stays as it is, which
	 * the target then takes or refuses.
	 * @throws ValueException if the target would change it without a word, or if the plan
	 * wants what the column does not take either
	 */
	@Nullable Object applied(Object value) {
		ValueHazard sort = Hazards.of(this.column.kind(), value);
		ValuePolicy policy = this.policies.getOrDefault(sort, ValuePolicy.ERROR);
		boolean changes = policy == ValuePolicy.NULL || policy == ValuePolicy.CLAMP;
		if ((!changes && this.column.kind() != Kind.JSON) || this.target.hazard(this.column, value) == null) {
			return value;
		}
		if (policy == ValuePolicy.NULL && this.column.column().nullable()) {
			return null;
		}
		Object nearest = (policy == ValuePolicy.CLAMP) ? NearestValue.of(this.target, this.column, value) : null;
		if (nearest == null || this.target.hazard(this.column, nearest) != null) {
			throw ValueException.notHeld(this.source.name(), this.column.column(), value);
		}
		return nearest;
	}

}
