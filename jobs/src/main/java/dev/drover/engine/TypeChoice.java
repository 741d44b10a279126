package dev.drover.engine;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.ColumnType;

/**
 * The target type for a source type.
 *
 * @param type the target's type
 * @param loss what the target can't hold, in words, or {@code null} if nothing is lost
 */
public record TypeChoice(ColumnType type, @Nullable String loss) {

}
