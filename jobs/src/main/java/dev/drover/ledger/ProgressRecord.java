package dev.drover.ledger;

/**
 * The counts of a migration's process as it last wrote them down.
 *
 * @param atMillis when, milliseconds since 1970
 * @param work the counts as JSON
 */
public record ProgressRecord(long atMillis, String work) {

}
