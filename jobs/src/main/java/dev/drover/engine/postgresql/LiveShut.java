package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.jdbc.GateRow;
import dev.drover.engine.jdbc.ShutTables;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.live.GateState;
import dev.drover.engine.live.ShutTable;
import dev.drover.engine.live.Unit;

/**
 * Tables to which a gate lets nobody write, also for a user who may not read the gates:
 * everybody sees the functions that say that one is shut.
 */
final class LiveShut {

	private LiveShut() {
	}

	static List<ShutTable> of(Dialect dialect, Connection connection, List<Table> tables) throws SQLException {
		return new ShutTables(
				"SELECT tgname::text FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass(?)",
				(table) -> dialect.quote(table.name()))
			.of(connection, tables, readable(connection) ? new GateRow(dialect).shut(connection) : marked(connection));
	}

	private static boolean readable(Connection connection) throws SQLException {
		return !Statements.strings(connection,
				"SELECT 1 FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
						+ " WHERE n.nspname = 'drover' AND c.relname = 'gate' AND has_schema_privilege(n.oid, 'USAGE')"
						+ " AND has_table_privilege(c.oid, 'SELECT')")
			.isEmpty();
	}

	private static Map<Unit, GateState.State> marked(Connection connection) throws SQLException {
		Map<Unit, GateState.State> shut = new LinkedHashMap<>();
		for (String unit : Statements.strings(connection, "SELECT substr(proname::text, 7) FROM pg_catalog.pg_proc"
				+ " WHERE pronamespace = to_regnamespace('drover') AND proname LIKE 'moved\\_%' ORDER BY 1")) {
			shut.put(new Unit(unit, "", ""), GateState.State.MOVED);
		}
		return shut;
	}

}
