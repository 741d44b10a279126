package dev.drover.schema;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Engine;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.value.Kind;
import dev.drover.plan.Mapping.ValueHazard;
import dev.drover.plan.Mapping.ValuePolicy;

/**
 * Gives columns the plan's rules on values, where their values could be of such a sort.
 * The columns of a key have none: a row whose key is changed is another row.
 */
final class ValueRules {

	private final Engine target;

	private final TypeOverrides columns;

	private final boolean sameEngine;

	ValueRules(Engine target, TypeOverrides columns, boolean sameEngine) {
		this.sameEngine = sameEngine;
		this.target = target;
		this.columns = columns;
	}

	TableMapping on(TableMapping table) {
		List<Column> key = table.source().rowKey();
		List<ColumnMapping> columns = table.columns()
			.stream()
			.map((column) -> key.contains(column.source()) ? column : ruled(table.source(), column))
			.toList();
		return new TableMapping(table.source(), table.target(), columns);
	}

	/** Of JSON a target may lose parts that it does not speak of. */
	private ColumnMapping ruled(Table table, ColumnMapping column) {
		Map<ValueHazard, ValuePolicy> policies = this.columns.policies(table, column.source());
		boolean bent = column.kind() == Kind.JSON
				&& (!this.sameEngine || this.target.rereadsJson() || column.override() != null);
		boolean acts = bent || hazards(column.kind()).stream()
			.map((hazard) -> policies.getOrDefault(hazard, ValuePolicy.ERROR))
			.anyMatch((policy) -> policy == ValuePolicy.NULL || policy == ValuePolicy.CLAMP);
		return acts ? column.ruled(new ValueRule(this.target, column.source(),
				new ColumnBinding(column.target(), column.kind()), policies)) : column;
	}

	private static Set<ValueHazard> hazards(Kind kind) {
		return switch (kind) {
			case DATE, TIMESTAMP, TIMESTAMPTZ ->
				EnumSet.of(ValueHazard.ZERO_DATE, ValueHazard.INFINITY, ValueHazard.OUT_OF_RANGE);
			case FLOAT4, FLOAT8, DECIMAL -> EnumSet.of(ValueHazard.NAN, ValueHazard.INFINITY, ValueHazard.OUT_OF_RANGE);
			case TEXT, CHAR, ENUM, JSON, NATIVE, ANY ->
				EnumSet.of(ValueHazard.NUL_BYTE, ValueHazard.INVALID_TEXT, ValueHazard.OUT_OF_RANGE);
			case INTEGER, TIME, TIMETZ, BYTES -> EnumSet.of(ValueHazard.OUT_OF_RANGE);
			default -> EnumSet.noneOf(ValueHazard.class);
		};
	}

}
