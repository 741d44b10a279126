package dev.drover.ledger;

/**
 * A claim that a worker holds, as the ledger knows it.
 *
 * @param migration the migration
 * @param step its step
 * @param name the partition
 * @param epoch the claim's epoch
 * @param stop whether the worker is to stop at the next chunk
 */
public record HeldClaim(String migration, String step, String name, long epoch, boolean stop) {

}
