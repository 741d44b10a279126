package dev.drover.capture;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import dev.drover.engine.Dialect;
import dev.drover.engine.jdbc.Statements;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;

/**
 * Drover's tables on a side, which several migrations share: one at a time makes or drops
 * them, else a migration that ends would take the gate of one that begins.
 */
final class Home {

	private Home() {
	}

	/**
	 * Does something while nobody else makes or drops tables there.
	 * @param connection in autocommit
	 */
	static void alone(LiveSide side, Connection connection, Work work) throws SQLException {
		Dialect dialect = side.engine().dialect();
		lock(side, connection, dialect.lockHome());
		boolean done = false;
		try {
			work.run();
			done = true;
		}
		finally {
			Statements.execute(connection, dialect.unlockHome(done));
		}
	}

	private static void lock(LiveSide side, Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			if (!statement.execute(sql)) {
				return;
			}
			try (ResultSet row = statement.getResultSet()) {
				if (!row.next() || row.getInt(1) != 1) {
					throw new DroverException(ErrorCode.TIME_001,
							"another migration has been making or dropping Drover's tables in " + side.endpoint().name()
									+ " for a minute",
							"call it again");
				}
			}
		}
	}

	/** What is done then. */
	@FunctionalInterface
	interface Work {

		void run() throws SQLException;

	}

}
