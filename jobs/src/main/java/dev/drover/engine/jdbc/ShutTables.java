package dev.drover.engine.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

import dev.drover.engine.catalog.Table;
import dev.drover.engine.live.GateState;
import dev.drover.engine.live.ShutTable;
import dev.drover.engine.live.Unit;

/**
 * Finds tables that have a trigger of a unit whose gate lets nobody pass.
 *
 * @param triggers a query for the names of a table's triggers
 * @param parameter what that asks for
 */
public record ShutTables(String triggers, Function<Table, String> parameter) {

	/** Those among these tables, by these gates. */
	public List<ShutTable> of(Connection connection, List<Table> tables, Map<Unit, GateState.State> gates)
			throws SQLException {
		List<ShutTable> shut = new ArrayList<>();
		if (gates.isEmpty()) {
			return shut;
		}
		for (Table table : tables) {
			List<String> names = Statements.strings(connection, this.triggers, this.parameter.apply(table));
			gates.forEach((unit, state) -> {
				// the parent of a table that has moved has a trigger too, and has not
				// moved
				Pattern own = Pattern.compile("drover_[a-z]+_" + unit.id() + "_\\d+");
				if (names.stream().anyMatch((name) -> own.matcher(name).matches())) {
					shut.add(new ShutTable(table, unit, state));
				}
			});
		}
		return shut;
	}

}
