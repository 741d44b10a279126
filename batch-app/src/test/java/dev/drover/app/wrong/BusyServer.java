package dev.drover.app.wrong;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Statements that run at a server until they are ended.
 */
final class BusyServer implements AutoCloseable {

	private final List<Connection> connections = new ArrayList<>();

	private final List<Statement> statements = new ArrayList<>();

	/**
	 * Lets statements run.
	 * @param sql one that lasts
	 */
	BusyServer(Place place, String sql, int count) throws SQLException {
		for (int i = 0; i < count; i++) {
			Connection connection = place.connect();
			this.connections.add(connection);
			Statement statement = connection.createStatement();
			this.statements.add(statement);
			Thread thread = new Thread(() -> run(statement, sql), "busy");
			thread.setDaemon(true);
			thread.start();
		}
	}

	private static void run(Statement statement, String sql) {
		try {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			// it was ended
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() throws SQLException {
		for (Statement statement : this.statements) {
			statement.cancel();
		}
		for (Connection connection : this.connections) {
			connection.abort(Runnable::run);
		}
	}

}
