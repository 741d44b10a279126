package dev.drover.ledger;

/**
 * The last switch of a migration's unit.
 *
 * @param direction {@code forward} or {@code back}
 * @param epoch the route's epoch after it
 * @param session the database session that holds the gate, as its server names it; empty
 * before
 * @param pauseMillis for how long writers were held up, 0 before its end
 * @param ended whether it was ended, in one way or the other
 */
public record SwitchRecord(String direction, long epoch, String session, long pauseMillis, boolean ended) {

}
