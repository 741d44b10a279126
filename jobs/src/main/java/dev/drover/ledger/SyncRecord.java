package dev.drover.ledger;

/**
 * Figures of following.
 *
 * @param applied notes that were applied, by all attempts
 * @param lag notes that waited when it was last looked
 * @param maxLag most that ever waited
 */
public record SyncRecord(long applied, long lag, long maxLag) {

}
