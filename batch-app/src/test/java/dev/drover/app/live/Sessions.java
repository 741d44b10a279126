package dev.drover.app.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import dev.drover.app.wrong.Place;

/**
 * The sessions of a database, Drover's and those of applications.
 */
final class Sessions {

	private Sessions() {
	}

	/** The server ends all of them, but not those that come then. */
	static void endAll(Place place) throws SQLException {
		if (place.url().startsWith("jdbc:postgresql:")) {
			place.number("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
					+ " WHERE datname = current_database() AND pid <> pg_backend_pid()");
			return;
		}
		try (Connection connection = place.connect(); Statement statement = connection.createStatement()) {
			List<Long> sessions = new ArrayList<>();
			try (var row = statement.executeQuery("SELECT id FROM information_schema.processlist"
					+ " WHERE db = database() AND id <> connection_id()")) {
				while (row.next()) {
					sessions.add(row.getLong(1));
				}
			}
			for (long session : sessions) {
				kill(statement, session);
			}
		}
	}

	private static void kill(Statement statement, long session) throws SQLException {
		try {
			statement.execute("KILL " + session);
		}
		catch (SQLException ex) {
			// it has ended meanwhile
			if (ex.getErrorCode() != 1094) {
				throw ex;
			}
		}
	}

}
