package dev.drover.ledger;

/**
 * The ledger's row of one step.
 *
 * @param name its name
 * @param status STARTED, COMPLETED, STOPPED or FAILED
 * @param attempts how often it was begun
 * @param startedAt when it first began, milliseconds since 1970
 * @param endedAt when it last ended, 0 while it is going on and after its process died
 * @param runMillis its time over all attempts
 */
public record StepRecord(String name, String status, long attempts, long startedAt, long endedAt, long runMillis) {

}
