package dev.drover.job;

/**
 * What is to be done with work that a process was given which stayed, and has ended.
 */
public enum Left {

	/** To go on with it: nobody has. */
	GO_ON,
	/** To ask again: its process may still be at work. */
	WAIT,
	/** Nothing: it has ended, was stopped, or somebody else has it. */
	NOTHING

}
