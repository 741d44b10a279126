package dev.drover.chunk;

import org.jspecify.annotations.Nullable;

/**
 * A key range of one table, in the text form that the ledger keeps.
 *
 * @param table the source table's name as people read it
 * @param after exclusive lower bound as encoded key, or {@code null} if open
 * @param through inclusive upper bound as encoded key, or {@code null} if open
 * @param rows rows of the source in it when it was cut
 */
public record TableSlice(String table, @Nullable String after, @Nullable String through, long rows) {

}
