package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.drover.engine.jdbc.Statements;

/**
 * Server sessions that can be told apart, and ended by others.
 */
final class Backends {

	private static final int PATIENCE_SECONDS = 30;

	private Backends() {
	}

	/**
	 * A lock of a random name: unlike a connection's number it can't be another session's
	 * after the server has started again.
	 */
	static String name(Connection connection) throws SQLException {
		List<String> names = new ArrayList<>();
		Statements.query(connection, "SELECT @drover_backend", (row) -> {
			String name = row.getString(1);
			if (name != null) {
				names.add(name);
			}
		});
		if (names.isEmpty()) {
			names.add("drover-" + UUID.randomUUID());
			Statements.query(connection, "SELECT GET_LOCK(?, 0)", (row) -> row.getInt(1), names.get(0));
			Statements.execute(connection, "SET @drover_backend = '" + names.get(0) + "'");
		}
		return names.get(0);
	}

	static void end(Connection connection, String backend) throws SQLException {
		List<Long> holders = new ArrayList<>();
		Statements.query(connection, "SELECT IS_USED_LOCK(?)", (row) -> {
			long holder = row.getLong(1);
			if (!row.wasNull()) {
				holders.add(holder);
			}
		}, backend);
		for (long holder : holders) {
			kill(connection, holder);
			List<Boolean> ended = new ArrayList<>();
			// the server gives the lock to us when the session's transaction is undone
			Statements.query(connection, "SELECT COALESCE(GET_LOCK(?, " + PATIENCE_SECONDS + "), 0) = 1",
					(row) -> ended.add(row.getBoolean(1)), backend);
			if (!ended.contains(true)) {
				throw new SQLException("the session of a replaced worker does not end: " + backend);
			}
			Statements.query(connection, "SELECT RELEASE_LOCK(?)", (row) -> row.getInt(1), backend);
		}
	}

	private static void kill(Connection connection, long session) throws SQLException {
		try {
			Statements.execute(connection, "KILL " + session);
		}
		catch (SQLException ex) {
			if (ex.getErrorCode() != ServerError.NO_SUCH_THREAD) {
				throw ex;
			}
		}
	}

}
