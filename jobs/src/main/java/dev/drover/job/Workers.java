package dev.drover.job;

/**
 * Where partitions are worked off.
 */
public enum Workers {

	/** In this process. */
	LOCAL,
	/** In worker processes. */
	REMOTE,
	/** In this and in worker processes. */
	BOTH

}
