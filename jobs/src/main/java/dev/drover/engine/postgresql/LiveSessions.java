package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.live.Blocker;
import dev.drover.engine.live.Unit;

/**
 * Sessions that are in the way of a gate, or hold notes.
 */
final class LiveSessions {

	private LiveSessions() {
	}

	/** Who is in the way of a gate. */
	static List<Blocker> blockers(Connection connection, String gateTable) throws SQLException {
		List<Blocker> found = new ArrayList<>();
		Statements.query(connection,
				"SELECT a.pid::text, extract(epoch FROM clock_timestamp() - a.xact_start)::bigint, a.query"
						+ " FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid"
						+ " WHERE l.relation = pg_catalog.to_regclass(?) AND l.granted AND a.pid <> pg_backend_pid()"
						// who only reads it, such as pg_dump, is in nobody's way
						+ " AND l.mode <> 'AccessShareLock'"
						+ " AND a.xact_start < clock_timestamp() - interval '1 second' ORDER BY a.xact_start",
				(row) -> found.add(new Blocker(row.getString(1), row.getLong(2), String.valueOf(row.getString(3)))),
				gateTable);
		Statements.query(connection, "SELECT x.gid, extract(epoch FROM clock_timestamp() - x.prepared)::bigint"
				+ " FROM pg_catalog.pg_prepared_xacts x JOIN pg_catalog.pg_locks own"
				+ " ON own.pid IS NULL AND own.locktype = 'transactionid' AND own.transactionid = x.transaction"
				+ " JOIN pg_catalog.pg_locks l ON l.pid IS NULL AND l.virtualtransaction = own.virtualtransaction"
				+ " WHERE l.relation = pg_catalog.to_regclass(?)",
				(row) -> found.add(new Blocker("prepared " + row.getString(1), row.getLong(2), "PREPARE TRANSACTION")),
				gateTable);
		return found;
	}

	/** Ends who holds notes of the unit: nobody else locks rows of a queue. */
	static void endTakers(Connection connection, Unit unit) throws SQLException {
		Statements.strings(connection, "SELECT pg_catalog.pg_terminate_backend(l.pid)::text FROM pg_catalog.pg_locks l"
				+ " JOIN pg_catalog.pg_class c ON c.oid = l.relation WHERE l.locktype = 'relation' AND l.granted"
				+ " AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())"
				+ " AND c.relnamespace = to_regnamespace('drover') AND c.relname LIKE ? AND l.mode = 'RowShareLock'"
				+ " AND l.pid <> pg_backend_pid() GROUP BY l.pid", "q\\_" + unit.id() + "\\_%");
	}

}
