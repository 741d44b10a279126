package dev.drover.engine.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Short statements, executed at once.
 */
public final class Statements {

	private Statements() {
	}

	/** Executes one statement. */
	public static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/**
	 * Hands each row of a query to a handler.
	 * @param parameters texts for the markers in order
	 */
	public static void query(Connection connection, String sql, RowHandler handler, @Nullable String... parameters)
			throws SQLException {
		if (parameters.length == 0) {
			// nobody has to look for markers, which may stand in names
			try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
				while (row.next()) {
					handler.handle(row);
				}
			}
			return;
		}
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int i = 0; i < parameters.length; i++) {
				statement.setString(i + 1, parameters[i]);
			}
			try (ResultSet row = statement.executeQuery()) {
				while (row.next()) {
					handler.handle(row);
				}
			}
		}
	}

	/** The first column of each row of a query. */
	public static List<String> strings(Connection connection, String sql, @Nullable String... parameters)
			throws SQLException {
		List<String> found = new ArrayList<>();
		query(connection, sql, (row) -> found.add(row.getString(1)), parameters);
		return found;
	}

	/** What to do with each row. */
	@FunctionalInterface
	public interface RowHandler {

		/** Looks at the current row. */
		void handle(ResultSet row) throws SQLException;

	}

}
