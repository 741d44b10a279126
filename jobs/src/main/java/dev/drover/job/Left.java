package dev.drover.job;

/**
 * What is to be done with work that a process was given which stays, and has not ended.
 */
public enum Left {

	/** To do it: nobody has begun with it. */
	AS_GIVEN,
	/** To go on with it: its process is gone. */
	GO_ON,
	/** To ask again: its process may still be at work. */
	WAIT,
	/** Nothing: it has ended, was stopped, or somebody else has it. */
	NOTHING,
	/** Nobody knows: this control database has no such migration. */
	UNKNOWN

}
