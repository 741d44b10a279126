package dev.drover.apply;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Reject;
import dev.drover.plan.Mapping.ValueHazard;
import dev.drover.schema.ColumnMapping;

/**
 * Hears of what is applied.
 */
public interface ApplyListener {

	/** Changes were applied. */
	void applied(long notes);

	/** A value was changed as the plan's {@code mapping.values} wants it. */
	void changed(String table, ColumnMapping column, ValueHazard hazard, @Nullable Object to);

	/**
	 * Rows of a table are on the other side what they are here, or are on neither.
	 * @param keyMarks gives the marks of their keys
	 */
	void brought(String table, Supplier<List<String>> keyMarks);

	/**
	 * All rows of a table are on the other side what they are here. An exception ends the
	 * work; the note is still there then.
	 * @param rejects those that are not, and that the other side does not have
	 */
	void broughtWhole(String table, List<Reject> rejects);

	/**
	 * A row can't go to the other side, which still has an older state of it. An
	 * exception ends the work; the note is still there then.
	 */
	void rejected(Reject reject);

}
