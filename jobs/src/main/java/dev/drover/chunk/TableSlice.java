package dev.drover.chunk;

import org.jspecify.annotations.Nullable;

/**
 * A key range of one table, in the text form that the ledger keeps.
 *
 * @param table the source table's name as people read it
 * @param after exclusive lower bound as encoded key, or {@code null} if open
 * @param through inclusive upper bound as encoded key, or {@code null} if open
 * @param rows about how many rows of the source were in it when it was cut; the sum over
 * a table's slices is exact
 */
public record TableSlice(String table, @Nullable String after, @Nullable String through, long rows) {

}
