package dev.drover.copy;

import org.jspecify.annotations.Nullable;

import dev.drover.plan.Mapping.ValueHazard;
import dev.drover.schema.ColumnMapping;

/**
 * Hears of committed chunks, and says whether to go on.
 */
public interface CopyListener {

	/** A chunk was committed. */
	void committed(String table, long rows, long bytes);

	/** Rows that were committed earlier were thrown away; they are copied again. */
	default void discarded(String table, long rows) {
	}

	/**
	 * A value of the source was changed as the plan's {@code mapping.values} wants it.
	 */
	default void changed(String table, ColumnMapping column, ValueHazard hazard, @Nullable Object to) {
	}

	/** Whether to stop before the next chunk. */
	boolean stopRequested();

}
