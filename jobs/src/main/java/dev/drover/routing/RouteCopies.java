package dev.drover.routing;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import dev.drover.capture.LiveSide;
import dev.drover.engine.jdbc.DroverTables;
import dev.drover.engine.jdbc.Statements;

/**
 * The copies of a unit's route in both databases, for applications that are connected
 * there. The ledger's row is the one that counts.
 */
public final class RouteCopies {

	private final LiveSide side;

	public RouteCopies(LiveSide side) {
		this.side = side;
	}

	/** Makes the table if it is not there, for all users to read. */
	public void create(Connection connection) throws SQLException {
		Statements.execute(connection,
				"CREATE TABLE IF NOT EXISTS " + this.side.droverTable("route") + " (" + this.side.column("unit")
						+ " VARCHAR(64) NOT NULL PRIMARY KEY, " + this.side.column("endpoint")
						+ " VARCHAR(300) NOT NULL, " + this.side.column("epoch") + " BIGINT NOT NULL)"
						+ this.side.engine().dialect().droverTableOptions());
		for (String sql : this.side.engine().dialect().showToAll(this.side.droverTable("route"))) {
			Statements.execute(connection, sql);
		}
	}

	/** Writes the route in the open transaction; an older one never takes its place. */
	public void write(Connection connection, String endpoint, long epoch) throws SQLException {
		String table = this.side.droverTable("route");
		String unit = this.side.unit().migration();
		try (PreparedStatement update = connection.prepareStatement("UPDATE " + table + " SET "
				+ this.side.column("endpoint") + " = ?, " + this.side.column("epoch") + " = ? WHERE "
				+ this.side.column("unit") + " = ? AND " + this.side.column("epoch") + " <= ?")) {
			update.setString(1, endpoint);
			update.setLong(2, epoch);
			update.setString(3, unit);
			update.setLong(4, epoch);
			if (update.executeUpdate() > 0 || there(connection)) {
				return;
			}
		}
		try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?, ?)")) {
			insert.setString(1, unit);
			insert.setString(2, endpoint);
			insert.setLong(3, epoch);
			insert.executeUpdate();
		}
	}

	private boolean there(Connection connection) throws SQLException {
		return !Statements
			.strings(connection,
					"SELECT " + this.side.column("endpoint") + " FROM " + this.side.droverTable("route") + " WHERE "
							+ this.side.column("unit") + " = ?",
					this.side.unit().migration())
			.isEmpty();
	}

	/** Takes the unit's row away, if there is one. */
	public void remove(Connection connection) throws SQLException {
		if (!DroverTables.there(connection, this.side.engine().dialect(), "route")) {
			return;
		}
		try (PreparedStatement delete = connection.prepareStatement(
				"DELETE FROM " + this.side.droverTable("route") + " WHERE " + this.side.column("unit") + " = ?")) {
			delete.setString(1, this.side.unit().migration());
			delete.executeUpdate();
		}
	}

}
