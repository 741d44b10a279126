package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.jdbc.Statements;

/**
 * Drover's own sessions on a server: those of its user from where it is. Sessions of
 * MySQL have no name, so that others of the same user from the same machine can't be told
 * from them.
 */
final class OwnSessions {

	private OwnSessions() {
	}

	/** How many of them run a statement, the one that asks included. */
	static long running(Connection connection) throws SQLException {
		List<Long> self = new ArrayList<>();
		Statements.query(connection, "SELECT CONNECTION_ID()", (row) -> self.add(row.getLong(1)));
		List<Session> all = new ArrayList<>();
		Statements.query(connection, "SHOW PROCESSLIST", (row) -> all.add(new Session(row.getLong("Id"),
				String.valueOf(row.getString("User")), place(row.getString("Host")), row.getString("Command"))));
		Session own = all.stream().filter((session) -> self.contains(session.id())).findFirst().orElse(null);
		return (own == null) ? 0
				: all.stream()
					.filter((session) -> session.user().equals(own.user()) && session.place().equals(own.place()))
					.filter((session) -> !"Sleep".equals(session.command()))
					.count();
	}

	/** Without the port, which each session has of its own. */
	private static String place(@Nullable String host) {
		return (host == null) ? "" : host.replaceFirst(":[0-9]+$", "");
	}

	private record Session(long id, String user, String place, @Nullable String command) {

	}

}
