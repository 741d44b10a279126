package dev.drover.schema;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Engine;
import dev.drover.engine.Hazards;
import dev.drover.plan.Mapping.ValueHazard;
import dev.drover.plan.Mapping.ValuePolicy;

/**
 * What the plan wants of a column's values that the target can't hold. Applied to each
 * value of the source right after it was read, by the copy and by the comparison alike,
 * so that a conversion is no difference.
 *
 * @param target the target's engine
 * @param column the target's column
 * @param policies the plan's {@code mapping.values}
 */
public record ValueRule(Engine target, ColumnBinding column, Map<ValueHazard, ValuePolicy> policies) {

	public ValueRule {
		policies = Map.copyOf(policies);
	}

	/**
	 * The value as the target is to hold it; the same object if it stays as it is, which
	 * the target then takes or refuses.
	 */
	@Nullable Object applied(Object value) {
		ValueHazard sort = Hazards.of(this.column.kind(), value);
		ValuePolicy policy = this.policies.getOrDefault(sort, ValuePolicy.ERROR);
		if ((policy != ValuePolicy.NULL && policy != ValuePolicy.CLAMP)
				|| this.target.hazard(this.column, value) == null) {
			return value;
		}
		if (policy == ValuePolicy.NULL) {
			return this.column.column().nullable() ? null : value;
		}
		Object nearest = NearestValue.of(this.column, value);
		return (nearest != null && this.target.hazard(this.column, nearest) == null) ? nearest : value;
	}

}
