package dev.drover.job;

/**
 * Why a way back is not kept any more.
 */
public enum Kept {

	/** Somebody has more to do with the migration. */
	GIVEN_WAY,
	/** An operator wants it to rest. */
	STOPPED,
	/** This process ends. */
	ENDED,
	/** Another process is the owner, or the control database can't be reached. */
	LOST

}
