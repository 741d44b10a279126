package dev.drover.engine.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A sequence of its own (not one behind an identity column).
 *
 * @param name its name
 * @param dataType its type as the engine spells it
 * @param options its options
 * @param next the next value that the engine will give
 * @param ownerTable table of the column that owns it, or {@code null}
 * @param ownerColumn column that owns it, or {@code null}
 */
public record Sequence(TableName name, String dataType, SequenceOptions options, long next,
		@Nullable TableName ownerTable, @Nullable String ownerColumn) {

}
