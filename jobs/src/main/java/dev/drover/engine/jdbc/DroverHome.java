package dev.drover.engine.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.drover.engine.Dialect;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;

/**
 * Where Drover's tables are in a database, which several migrations share: one at a time
 * makes or drops them, else a migration that ends would take what one that begins has
 * just found there.
 */
public final class DroverHome {

	/** PostgreSQL's word for a schema that is not empty. */
	private static final String STILL_NEEDED = "2BP01";

	/** A few statements take no minute: who takes longer stands still. */
	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final long PAUSE_MILLIS = 100;

	private DroverHome() {
	}

	/**
	 * Does something while nobody else makes or drops tables there.
	 * @param connection in autocommit
	 */
	public static void alone(Dialect dialect, Connection connection, Work work) throws SQLException {
		lock(connection, dialect.lockHome());
		boolean done = false;
		try {
			work.run();
			done = true;
		}
		finally {
			Statements.execute(connection, dialect.unlockHome(done));
		}
	}

	private static void lock(Connection connection, String sql) throws SQLException {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!locked(connection, sql)) {
			if (System.nanoTime() > end) {
				throw new DroverException(ErrorCode.TIME_001,
						"another migration has been making or dropping Drover's tables in database "
								+ connection.getCatalog() + " for a minute",
						"call it again");
			}
			pause();
		}
	}

	private static boolean locked(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			if (!statement.execute(sql)) {
				return true;
			}
			try (ResultSet row = statement.getResultSet()) {
				return row.next() && row.getInt(1) == 1;
			}
		}
	}

	private static void pause() throws SQLException {
		try {
			TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SQLException("interrupted while waiting for another migration", ex);
		}
	}

	/** Removes it once nothing is in it any more. */
	public static void leave(Dialect dialect, Connection connection) throws SQLException {
		List<String> statements = dialect.dropDroverHome();
		if (!statements.isEmpty()) {
			alone(dialect, connection, () -> leaveEmpty(dialect, connection, statements));
		}
	}

	private static void leaveEmpty(Dialect dialect, Connection connection, List<String> statements)
			throws SQLException {
		try (ResultSet tables = connection.getMetaData()
			.getTables(connection.getCatalog(), dialect.nativeName("drover"), "%",
					new String[] { "TABLE", "BASE TABLE" })) {
			if (tables.next()) {
				return;
			}
		}
		try {
			for (String sql : statements) {
				Statements.execute(connection, sql);
			}
		}
		catch (SQLException ex) {
			// somebody else has put something into it
			if (!STILL_NEEDED.equals(ex.getSQLState())) {
				throw ex;
			}
		}
	}

	/** What is done then. */
	@FunctionalInterface
	public interface Work {

		/** Does it. */
		void run() throws SQLException;

	}

}
