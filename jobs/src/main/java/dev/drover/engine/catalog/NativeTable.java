package dev.drover.engine.catalog;

import java.util.List;

/**
 * A table in its engine's own statements, exact in all that the other engines don't know.
 * Only used where source and target are of one engine and names are kept.
 *
 * @param create statements that create it, before the rows, to be executed as one; empty
 * = the engine has none
 * @param steps statements after the rows
 * @param routines routines of users that these statements call, with their signatures
 */
public record NativeTable(List<String> create, List<NativeStep> steps, List<String> routines) {

	/** No statements: the table is put together from its parts. */
	public static final NativeTable NONE = new NativeTable(List.of(), List.of(), List.of());

	public NativeTable {
		create = List.copyOf(create);
		steps = List.copyOf(steps);
		routines = List.copyOf(routines);
	}

	/** Whether there are statements. */
	public boolean known() {
		return !this.create.isEmpty();
	}

}
