package dev.drover.ledger;

/**
 * The ledger's row of one table.
 *
 * @param name the source's name
 * @param targetName the target's name
 * @param created whether Drover created the target table
 * @param rowsSource rows counted at the source when the partitions were frozen
 * @param rowsCopied rows committed over all attempts, by the target's checkpoints
 * @param rowsVerified rows found equal
 * @param bytes bytes committed
 * @param copyMillis time spent copying it, summed over workers
 * @param differenceCount rows that differ
 */
public record TableRecord(String name, String targetName, boolean created, long rowsSource, long rowsCopied,
		long rowsVerified, long bytes, long copyMillis, long differenceCount) {

}
