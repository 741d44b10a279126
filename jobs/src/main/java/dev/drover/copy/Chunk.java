package dev.drover.copy;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Reject;
import dev.drover.engine.value.Digest;
import dev.drover.engine.value.KeyTuple;

/**
 * What one target transaction brings.
 *
 * @param rows rows that are to be in the target
 * @param skipped rows that stay as the target has them
 * @param bytes bytes of both
 * @param digest sum of the rows' digests
 * @param lastKey key of the last row read, or {@code null} without one
 * @param last whether the range ends with it
 * @param rejects rows that the target can't take
 */
record Chunk(long rows, long skipped, long bytes, Digest digest, @Nullable KeyTuple lastKey, boolean last,
		List<Reject> rejects) {

	Chunk {
		rejects = List.copyOf(rejects);
	}

}
