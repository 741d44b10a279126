package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.drover.engine.SourceMoment;
import dev.drover.engine.jdbc.HeldConnections;
import dev.drover.engine.jdbc.Statements;
import dev.drover.plan.Endpoint;

/**
 * Opens transactions on several sessions that all see one moment: while a lock keeps
 * writers out, all of them begin. The lock waits for a few seconds at most, because
 * everyone who writes would stand behind it.
 */
final class MomentOpening {

	private static final int LOCK_SECONDS = 3;

	private static final String NOT_TRANSACTIONAL = "SELECT COUNT(*) FROM information_schema.tables"
			+ " WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'"
			+ " AND engine NOT IN (SELECT engine FROM information_schema.engines WHERE transactions = 'YES')";

	private static final String TABLES = "SELECT table_name FROM information_schema.tables"
			+ " WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY table_name";

	private final MysqlEngine engine;

	private final Endpoint endpoint;

	MomentOpening(MysqlEngine engine, Endpoint endpoint) {
		this.engine = engine;
		this.endpoint = endpoint;
	}

	SourceMoment open(int connections) throws SQLException {
		List<Connection> readers = new ArrayList<>();
		try (Connection lock = this.engine.connect(this.endpoint)) {
			for (int i = 0; i < connections; i++) {
				readers.add(this.engine.connect(this.endpoint));
			}
			boolean locked = lockAll(lock) || lockTables(lock);
			for (Connection reader : readers) {
				Statements.execute(reader, "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ");
				Statements.execute(reader, "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY");
			}
			Statements.execute(lock, "UNLOCK TABLES");
			return new HeldConnections(readers, locked && transactional(lock));
		}
		catch (SQLException | RuntimeException ex) {
			close(readers, ex);
			throw ex;
		}
	}

	private static void close(List<Connection> readers, Exception reason) {
		for (Connection reader : readers) {
			try {
				reader.close();
			}
			catch (SQLException ex) {
				reason.addSuppressed(ex);
			}
		}
	}

	private static boolean lockAll(Connection lock) throws SQLException {
		Statements.execute(lock, "SET SESSION lock_wait_timeout = " + LOCK_SECONDS);
		return held(lock, "FLUSH TABLES WITH READ LOCK");
	}

	private boolean lockTables(Connection lock) throws SQLException {
		List<String> tables = new ArrayList<>();
		Statements.query(lock, TABLES, (row) -> tables.add(row.getString(1)));
		return !tables.isEmpty() && held(lock,
				"LOCK TABLES " + tables.stream()
					.map((table) -> this.engine.dialect().quote(table) + " READ")
					.collect(Collectors.joining(", ")));
	}

	/**
	 * Whether the lock was got; not, where it is not allowed or others are in the way.
	 */
	private static boolean held(Connection lock, String sql) throws SQLException {
		try {
			Statements.execute(lock, sql);
			return true;
		}
		catch (SQLException ex) {
			if (List
				.of(ServerError.PRIVILEGE_NEEDED, ServerError.LOCK_WAIT_TIMEOUT, ServerError.TABLE_ACCESS_DENIED,
						ServerError.DATABASE_ACCESS_DENIED)
				.contains(ex.getErrorCode())) {
				return false;
			}
			throw ex;
		}
	}

	private static boolean transactional(Connection connection) throws SQLException {
		List<Long> others = new ArrayList<>();
		Statements.query(connection, NOT_TRANSACTIONAL, (row) -> others.add(row.getLong(1)));
		return others.contains(0L);
	}

}
