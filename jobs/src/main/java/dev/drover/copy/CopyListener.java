package dev.drover.copy;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Reject;
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

	/**
	 * A worker begins, or goes on, before a chunk: what was said of this and later ones
	 * does not count any more.
	 */
	default void resumed(String table, String partition, long chunk) {
	}

	/**
	 * Rows of a chunk can't go into the target. Called before the chunk is committed, and
	 * before that with those known so far once they are more than
	 * {@link #rejectsBorne()}; an exception rolls the chunk back.
	 */
	void rejected(String table, String partition, long chunk, List<Reject> rejects);

	/** So many rejects more are borne. */
	long rejectsBorne();

	/**
	 * Whether to stop before the next chunk, or in one whose rejects are looked for.
	 */
	boolean stopRequested();

}
