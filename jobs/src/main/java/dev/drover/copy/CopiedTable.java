package dev.drover.copy;

/**
 * What the target's checkpoints say of one table.
 *
 * @param rows rows committed that are in the target
 * @param rowsOfAllAttempts rows committed, those thrown away included
 * @param bytes bytes committed
 * @param chunks target transactions
 * @param done whether all ranges are complete
 */
public record CopiedTable(long rows, long rowsOfAllAttempts, long bytes, long chunks, boolean done) {

	static CopiedTable of(Checkpoint checkpoint) {
		return new CopiedTable(checkpoint.rows(), checkpoint.rows() + checkpoint.rowsDiscarded(), checkpoint.bytes(),
				checkpoint.chunks(), checkpoint.done());
	}

	CopiedTable plus(CopiedTable other) {
		return new CopiedTable(this.rows + other.rows, this.rowsOfAllAttempts + other.rowsOfAllAttempts,
				this.bytes + other.bytes, this.chunks + other.chunks, this.done && other.done);
	}

}
