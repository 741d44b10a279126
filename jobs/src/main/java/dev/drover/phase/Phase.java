package dev.drover.phase;

import java.util.EnumSet;
import java.util.Set;

/**
 * The phases of a migration and the one table of legal moves between them.
 */
public enum Phase {

	PENDING, PREPARING, SCHEMA_SYNC, COPYING, CATCHING_UP, VERIFYING, READY, CUTTING_OVER, VALIDATING, COMPLETED,
	FINALIZED, PAUSED, STOPPED, FAILED, ROLLING_BACK, ROLLED_BACK;

	private static final Set<Phase> RUNNING = EnumSet.of(PREPARING, SCHEMA_SYNC, COPYING, CATCHING_UP, VERIFYING, READY,
			CUTTING_OVER, VALIDATING);

	/** Whether a process is at work in this phase. */
	public boolean running() {
		return RUNNING.contains(this) || this == ROLLING_BACK;
	}

	/** Whether the migration has ended for good. */
	public boolean ended() {
		return this == COMPLETED || this == FINALIZED || this == ROLLED_BACK;
	}

	/** Whether the move is legal. */
	public boolean mayBecome(Phase next) {
		if (next == this) {
			return true;
		}
		return switch (this) {
			case PENDING, STOPPED, FAILED, PAUSED -> next == PREPARING || next == ROLLING_BACK || next == FAILED;
			case COMPLETED -> next == ROLLING_BACK || next == FINALIZED;
			case CUTTING_OVER -> next == READY || next == STOPPED || next == FAILED || next == PAUSED
					|| next == ROLLING_BACK || next == PREPARING || next == VALIDATING || next == FINALIZED;
			case FINALIZED -> false;
			// only where the way back is kept
			case ROLLED_BACK -> next == CUTTING_OVER || next == FINALIZED;
			// to FINALIZED, here and above, where a way back is given up; to COMPLETED
			// where
			// the switch back was not made, and is not tried again
			case ROLLING_BACK -> next == ROLLED_BACK || next == FAILED || next == FINALIZED || next == COMPLETED;
			default -> next == STOPPED || next == FAILED || next == PAUSED || next == ROLLING_BACK || next == PREPARING
					|| (next.ordinal() == ordinal() + 1) || (this == VERIFYING && next == COMPLETED)
					|| (this == VALIDATING && next == FINALIZED);
		};
	}

}
