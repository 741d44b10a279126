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

	/**
	 * The column on the way back: what the plan's types did to its values is undone, what
	 * its policies did is not.
	 */
	public ColumnMapping reversed() {
		if (this.override != null && this.override.forward() != null) {
			TypeOverride forward = this.override.forward();
			return new ColumnMapping(this.target, this.source, forward.conversion().to().kind(), null, forward);
		}
		TypeOverride back = (this.override == null) ? null : this.override.back(this.target, this.kind);
		return new ColumnMapping(this.target, this.source, (back == null) ? this.kind : this.source.type().kind(), null,
				back);
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
