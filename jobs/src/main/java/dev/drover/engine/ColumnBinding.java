package dev.drover.engine;

import dev.drover.engine.catalog.Column;
import dev.drover.engine.value.Kind;

/**
 * One side's column, and the kind under which both sides speak about its values.
 *
 * @param column the column as its engine has it
 * @param kind the agreed kind
 */
public record ColumnBinding(Column column, Kind kind) {

}
