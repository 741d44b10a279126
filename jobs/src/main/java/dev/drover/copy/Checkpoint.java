package dev.drover.copy;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.value.Digest;
import dev.drover.engine.value.KeyTuple;

/**
 * How far one table of a partition is, as the target says.
 *
 * @param lastKey key of the last row committed, or {@code null} before the first
 * @param rows rows committed that are in the target
 * @param rowsDiscarded rows committed by attempts that were thrown away as a whole
 * @param bytes bytes of those rows
 * @param chunks target transactions
 * @param digest sum of the digests of the rows as they went through, in canonical or in
 * binary form
 * @param epoch the owner's epoch
 * @param done whether the range is complete
 */
public record Checkpoint(@Nullable KeyTuple lastKey, long rows, long rowsDiscarded, long bytes, long chunks,
		Digest digest, long epoch, boolean done) {

}
