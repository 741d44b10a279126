package dev.drover.schema.expression;

import dev.drover.engine.catalog.Column;

/**
 * A column that an expression may speak of.
 *
 * @param name how the expression calls it
 * @param source the column there
 * @param target the column as it is or will be in the target
 * @param exact whether the source compares its texts character by character
 * @param converted whether the plan makes its values another sort of values
 */
public record ColumnPair(String name, Column source, Column target, boolean exact, boolean converted) {

}
