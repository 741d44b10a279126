package dev.drover.ledger;

/**
 * The last switch of a migration's unit.
 *
 * @param direction {@code forward} or {@code back}
 * @param epoch the route's epoch after it
 * @param session the database session that holds the gate, as its server names it; empty
 * before, and once the pause is known
 * @param pauseMillis for how long writers were held up by the last switch that was made,
 * which may be an earlier one
 * @param ended whether it was ended, in one way or the other
 */
public record SwitchRecord(String direction, long epoch, String session, long pauseMillis, boolean ended) {

	/** Whether the pause is that of this switch, if it was made. */
	public boolean pauseKnown() {
		return this.session.isEmpty();
	}

}
