package dev.drover.engine.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.drover.engine.Dialect;
import dev.drover.engine.live.GateState;
import dev.drover.engine.live.Unit;

/**
 * The table of gates on one side, for engines whose gate is its row there.
 *
 * @param dialect how names are written
 */
public record GateRow(Dialect dialect) {

	/** The table, ready to be used in SQL. */
	public String table() {
		return this.dialect.droverTable("gate");
	}

	/** Makes the table, and the unit's row if there is none. */
	public void make(Connection connection, Unit unit, GateState initial) throws SQLException {
		Statements.execute(connection, "CREATE TABLE IF NOT EXISTS " + table()
				+ " (unit VARCHAR(32) NOT NULL PRIMARY KEY, migration VARCHAR(64) NOT NULL, state VARCHAR(10) NOT NULL,"
				+ " armed INTEGER NOT NULL, epoch BIGINT NOT NULL, endpoint VARCHAR(300) NOT NULL,"
				+ " applying INTEGER NOT NULL)" + this.dialect.droverTableOptions());
		if (read(connection, unit).isPresent()) {
			return;
		}
		try (PreparedStatement insert = connection
			.prepareStatement("INSERT INTO " + table() + " VALUES (?, ?, ?, ?, ?, ?, 0)")) {
			insert.setString(1, unit.id());
			insert.setString(2, unit.migration());
			insert.setString(3, initial.state().text());
			insert.setInt(4, initial.armed() ? 1 : 0);
			insert.setLong(5, initial.epoch());
			insert.setString(6, unit.elsewhere());
			insert.executeUpdate();
		}
	}

	/** The unit's gate; the table has to be there. */
	public Optional<GateState> read(Connection connection, Unit unit) throws SQLException {
		List<GateState> found = new ArrayList<>();
		Statements.query(connection, "SELECT state, armed, epoch FROM " + table() + " WHERE unit = ?",
				(row) -> found
					.add(new GateState(GateState.State.of(row.getString(1)), row.getInt(2) != 0, row.getLong(3))),
				unit.id());
		return found.stream().findFirst();
	}

	/** The units whose gates let nobody pass; the table has to be there. */
	public Map<Unit, GateState.State> shut(Connection connection) throws SQLException {
		Map<Unit, GateState.State> shut = new LinkedHashMap<>();
		Statements.query(connection,
				"SELECT unit, migration, endpoint, state FROM " + table() + " WHERE state <> 'open' ORDER BY migration",
				(row) -> shut.put(new Unit(row.getString(1), row.getString(2), row.getString(3)),
						GateState.State.of(row.getString(4))));
		return shut;
	}

	/**
	 * Changes the gate.
	 * @return whether it was what it was thought to be
	 */
	public boolean change(Connection connection, Unit unit, GateState seen, GateState next) throws SQLException {
		try (PreparedStatement update = connection.prepareStatement("UPDATE " + table()
				+ " SET state = ?, armed = ?, epoch = ? WHERE unit = ? AND state = ? AND armed = ? AND epoch = ?")) {
			update.setString(1, next.state().text());
			update.setInt(2, next.armed() ? 1 : 0);
			update.setLong(3, next.epoch());
			update.setString(4, unit.id());
			update.setString(5, seen.state().text());
			update.setInt(6, seen.armed() ? 1 : 0);
			update.setLong(7, seen.epoch());
			return update.executeUpdate() == 1;
		}
	}

	/** Takes the unit's row away. */
	public void remove(Connection connection, Unit unit) throws SQLException {
		try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + table() + " WHERE unit = ?")) {
			delete.setString(1, unit.id());
			delete.executeUpdate();
		}
	}

}
