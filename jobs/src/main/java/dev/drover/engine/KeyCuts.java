package dev.drover.engine;

import java.util.List;

import dev.drover.engine.value.KeyTuple;

/**
 * Where a table can be cut into ranges of about equally many rows.
 *
 * @param rows rows of the table, counted by its database
 * @param cuts keys in the order of their database; each ends a range
 */
public record KeyCuts(long rows, List<KeyTuple> cuts) {

	public KeyCuts {
		cuts = List.copyOf(cuts);
	}

}
