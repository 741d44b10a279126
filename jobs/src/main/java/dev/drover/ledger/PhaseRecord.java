package dev.drover.ledger;

/**
 * A change of a migration's phase.
 *
 * @param atMillis when, in milliseconds since 1970
 * @param from the phase before
 * @param to the phase after
 * @param owner the attempt that changed it
 */
public record PhaseRecord(long atMillis, String from, String to, String owner) {

}
