package dev.drover.schema;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.Column;
import dev.drover.engine.value.Kind;

/**
 * One column on both sides.
 *
 * @param source the source's column
 * @param target the target's column
 * @param kind the kind under which both are read, written and compared
 * @param rule what the plan wants of values that the target can't hold, or {@code null}
 * if there is nothing but to refuse them
 */
public record ColumnMapping(Column source, Column target, Kind kind, @Nullable ValueRule rule) {

	/** A column whose values are moved as they are, or refused. */
	ColumnMapping(Column source, Column target, Kind kind) {
		this(source, target, kind, null);
	}

}
