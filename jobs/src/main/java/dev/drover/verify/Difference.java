package dev.drover.verify;

import java.util.List;

/**
 * One row that differs.
 *
 * @param table the source table's name
 * @param kind how it differs
 * @param key its key as people read it
 * @param columns which columns differ; empty unless the row is changed
 */
public record Difference(String table, Kind kind, String key, List<String> columns) {

	public Difference {
		columns = List.copyOf(columns);
	}

	/** How a row differs. */
	public enum Kind {

		/** The source has it, the target has not. */
		MISSING,
		/** The target has it, the source has not. */
		EXTRA,
		/** Both have it, with other values. */
		CHANGED

	}

}
