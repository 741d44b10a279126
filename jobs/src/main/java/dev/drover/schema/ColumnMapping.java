package dev.drover.schema;

import dev.drover.engine.catalog.Column;
import dev.drover.engine.value.Kind;

/**
 * One column on both sides.
 *
 * @param source the source's column
 * @param target the target's column
 * @param kind the kind under which both are read, written and compared
 */
public record ColumnMapping(Column source, Column target, Kind kind) {

}
