package dev.drover.ledger;

/**
 * What an operator wants of the process that works on a migration, in the order in which
 * the ledger numbers them.
 */
public enum Wish {

	/** To go on. */
	NONE,
	/** To stop at the next chunk. */
	STOP,
	/** To pause: to stop, and not to be begun again by a scheduler. */
	PAUSE,
	/** To let go of what it only keeps, for somebody who has more to do with it. */
	YIELD

}
