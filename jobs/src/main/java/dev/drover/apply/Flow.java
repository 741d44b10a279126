package dev.drover.apply;

import java.util.ArrayList;
import java.util.List;

import dev.drover.capture.LiveSide;
import dev.drover.schema.ColumnMapping;
import dev.drover.schema.TableMapping;

/**
 * Changes on their way from one side to the other.
 *
 * @param from where they are noted
 * @param to where they are applied
 * @param tables what becomes of each table of {@code from}, in the same order
 */
public record Flow(LiveSide from, LiveSide to, List<TableMapping> tables) {

	public Flow {
		tables = List.copyOf(tables);
	}

	/** The way back. */
	public Flow reversed() {
		return new Flow(this.to, this.from, this.tables.stream().map(Flow::reversed).toList());
	}

	private static TableMapping reversed(TableMapping table) {
		return new TableMapping(table.target(), table.source(),
				table.columns().stream().map(ColumnMapping::reversed).toList());
	}

	List<TableFlow> tableFlows() {
		List<TableFlow> flows = new ArrayList<>();
		for (int i = 0; i < this.tables.size(); i++) {
			flows.add(new TableFlow(this.from.tables().get(i), this.tables.get(i)));
		}
		return flows;
	}

}
