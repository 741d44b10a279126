package dev.drover.app.operate;

import org.jspecify.annotations.Nullable;

import dev.drover.job.RunOptions;
import dev.drover.job.Workers;

/**
 * How somebody wants an attempt to be carried out.
 *
 * @param force whether to go on over findings of level warning
 * @param until where to stop, or {@code null} to go to the end
 * @param workers where partitions are worked off, or {@code null} as the process does it
 */
public record Wanted(boolean force, RunOptions.@Nullable Until until, @Nullable Workers workers) {

}
