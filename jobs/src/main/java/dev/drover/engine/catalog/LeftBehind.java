package dev.drover.engine.catalog;

/**
 * Something that Drover sees and does not move.
 *
 * @param what its sort, lower case: view, materialized view, trigger, routine, rule,
 * policy, event …
 * @param name its name as people read it, with its table where it has one
 * @param data whether it holds data that is nowhere else
 */
public record LeftBehind(String what, String name, boolean data) {

	/** Something that holds no data of its own. */
	public LeftBehind(String what, String name) {
		this(what, name, false);
	}

}
