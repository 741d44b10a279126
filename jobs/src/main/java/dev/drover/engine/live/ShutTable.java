package dev.drover.engine.live;

import dev.drover.engine.catalog.Table;

/**
 * A table to which a gate lets nobody write.
 *
 * @param table the table
 * @param unit whose gate that is; of an empty migration if the user may not read gates
 * @param state why it lets nobody pass
 */
public record ShutTable(Table table, Unit unit, GateState.State state) {

	/** Whether the user may not know more than that it is shut. */
	public boolean untold() {
		return this.unit.migration().isEmpty();
	}

}
