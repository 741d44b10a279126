package dev.drover.copy;

/**
 * What the target's checkpoints say of one table.
 *
 * @param rows rows committed that are in the target
 * @param rowsRejected rows that the target can't take
 * @param rowsSkipped rows that stay as the target has them
 * @param rowsOfAllAttempts rows committed, those thrown away included
 * @param bytes bytes committed
 * @param chunks target transactions
 * @param done whether all ranges are complete
 */
public record CopiedTable(long rows, long rowsRejected, long rowsSkipped, long rowsOfAllAttempts, long bytes,
		long chunks, boolean done) {

	/** All rows that were read, whatever became of them. */
	public long rowsRead() {
		return this.rows + this.rowsRejected + this.rowsSkipped;
	}

	static CopiedTable of(Checkpoint checkpoint) {
		return new CopiedTable(checkpoint.rows(), checkpoint.rowsRejected(), checkpoint.rowsSkipped(),
				checkpoint.rows() + checkpoint.rowsDiscarded(), checkpoint.bytes(), checkpoint.chunks(),
				checkpoint.done());
	}

	CopiedTable plus(CopiedTable other) {
		return new CopiedTable(this.rows + other.rows, this.rowsRejected + other.rowsRejected,
				this.rowsSkipped + other.rowsSkipped, this.rowsOfAllAttempts + other.rowsOfAllAttempts,
				this.bytes + other.bytes, this.chunks + other.chunks, this.done && other.done);
	}

}
