package dev.drover.copy;

/**
 * Hears of committed chunks, and says whether to go on.
 */
public interface CopyListener {

	/** A chunk was committed. */
	void committed(String table, long rows, long bytes);

	/** Rows that were committed earlier were thrown away; they are copied again. */
	default void discarded(String table, long rows) {
	}

	/** Whether to stop before the next chunk. */
	boolean stopRequested();

}
