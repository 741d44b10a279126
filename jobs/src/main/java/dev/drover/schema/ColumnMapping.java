package dev.drover.schema;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.Column;
import dev.drover.engine.value.Kind;

/**
 * One column on both sides.
 *
 * @param source the source's column
 * @param target the target's column
 * @param kind the kind under which rows travel, are written and compared
 * @param rule what the plan wants of values that the target can't hold, or {@code null}
 * if there is nothing but to refuse them
 * @param override what turns the source's values into those of another type, or
 * {@code null} if they are of this kind already
 */
public record ColumnMapping(Column source, Column target, Kind kind, @Nullable ValueRule rule,
		@Nullable TypeOverride override) {

	/** The kind under which the source's values are read. */
	public Kind sourceKind() {
		return (this.override == null) ? this.kind : this.override.conversion().from();
	}

	/** The same column in another form in the target. */
	ColumnMapping to(Column other) {
		return new ColumnMapping(this.source, other, this.kind, this.rule, this.override);
	}

	/** The same column with what the plan wants of its values. */
	ColumnMapping ruled(ValueRule other) {
		return new ColumnMapping(this.source, this.target, this.kind, other, this.override);
	}

}
