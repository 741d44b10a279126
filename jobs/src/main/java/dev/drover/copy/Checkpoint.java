package dev.drover.copy;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.value.Digest;
import dev.drover.engine.value.KeyTuple;

/**
 * How far one table of a partition is, as the target says.
 *
 * @param lastKey key of the last row committed, or {@code null} before the first
 * @param rows rows committed that are in the target
 * @param rowsRejected rows of the same range that the target can't take
 * @param rowsSkipped rows of the same range that stay as the target has them
 * @param rowsDiscarded rows committed by attempts that were thrown away as a whole
 * @param bytes bytes of those rows
 * @param chunks target transactions
 * @param digest sum of the digests of what went through: of rows in canonical form, or of
 * blocks in binary form
 * @param epoch the owner's epoch
 * @param done whether the range is complete
 */
public record Checkpoint(@Nullable KeyTuple lastKey, long rows, long rowsRejected, long rowsSkipped, long rowsDiscarded,
		long bytes, long chunks, Digest digest, long epoch, boolean done) {

	/** How far it is with one more chunk. */
	Checkpoint plus(Chunk chunk) {
		return new Checkpoint((chunk.lastKey() == null) ? this.lastKey : chunk.lastKey(), this.rows + chunk.rows(),
				this.rowsRejected + chunk.rejects().size(), this.rowsSkipped + chunk.skipped(), this.rowsDiscarded,
				this.bytes + chunk.bytes(), this.chunks + 1, this.digest.plus(chunk.digest()), this.epoch,
				chunk.last());
	}

	/** The same owner at the beginning again; what it brought is thrown away. */
	Checkpoint begunAgain() {
		return new Checkpoint(null, 0, 0, 0, this.rowsDiscarded + this.rows, this.bytes, this.chunks, Digest.EMPTY,
				this.epoch, false);
	}

}
