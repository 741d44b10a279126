package dev.drover.capture;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import dev.drover.engine.jdbc.DroverHome;
import dev.drover.engine.jdbc.DroverTables;
import dev.drover.engine.jdbc.Statements;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;

/**
 * Who may write what was noted on the other side: one row per lane, whose epoch every
 * such transaction checks as its last statement. Whoever raises it ends the former owner.
 */
public final class Appliers {

	private final LiveSide side;

	private final String table;

	private final String where;

	/** Those that write to a side. */
	public Appliers(LiveSide side) {
		this.side = side;
		this.table = side.droverTable("applier");
		this.where = " WHERE " + side.column("unit") + " = ? AND " + side.column("bucket") + " = ?";
	}

	static void create(LiveSide side, Connection connection) throws SQLException {
		Statements.execute(connection,
				"CREATE TABLE IF NOT EXISTS " + side.droverTable("applier") + " (" + side.column("unit")
						+ " VARCHAR(32) NOT NULL, " + side.column("bucket") + " INTEGER NOT NULL, "
						+ side.column("owner_epoch") + " BIGINT NOT NULL, " + side.column("backend")
						+ " VARCHAR(200) NOT NULL, PRIMARY KEY (" + side.column("unit") + ", " + side.column("bucket")
						+ "))" + side.engine().dialect().droverTableOptions());
	}

	static void remove(LiveSide side, Connection connection) throws SQLException {
		try (PreparedStatement delete = connection.prepareStatement(
				"DELETE FROM " + side.droverTable("applier") + " WHERE " + side.column("unit") + " = ?")) {
			delete.setString(1, side.unit().id());
			delete.executeUpdate();
		}
	}

	/**
	 * Makes the caller the only one who may write, in one transaction: of two that claim
	 * at a time one has all lanes, and the other none. Waits for transactions of the
	 * former owner that are about to commit.
	 * @param buckets how many lanes the caller has; the former owner's are ended, however
	 * many it had
	 * @return the caller's epoch of each lane
	 */
	public List<Long> claim(Connection connection, int buckets) throws SQLException {
		if (!DroverTables.there(connection, this.side.engine().dialect(), "applier")) {
			// changes may have to be applied before there is a gate: rows of a source in
			// use allow some keys only then
			DroverHome.alone(this.side.engine().dialect(), connection, () -> create(this.side, connection));
		}
		// what a process that stands still has written and not committed would be waited
		// for
		endBackends(connection);
		List<Long> epochs = raised(connection, buckets);
		// of lanes that were signed meanwhile
		endBackends(connection);
		return epochs;
	}

	private List<Long> raised(Connection connection, int buckets) throws SQLException {
		this.side.engine().beginWrite(connection);
		try {
			fence(connection);
			List<Long> epochs = new ArrayList<>();
			for (int bucket = 0; bucket < buckets; bucket++) {
				epochs.add(epoch(connection, bucket));
			}
			connection.commit();
			return epochs;
		}
		catch (SQLException ex) {
			connection.rollback();
			throw ex;
		}
		finally {
			connection.setAutoCommit(true);
		}
	}

	/** The epoch of a lane, which is made where nobody had so many. */
	private long epoch(Connection connection, int bucket) throws SQLException {
		try (PreparedStatement select = connection
			.prepareStatement("SELECT " + this.side.column("owner_epoch") + " FROM " + this.table + this.where)) {
			select.setString(1, this.side.unit().id());
			select.setInt(2, bucket);
			try (ResultSet row = select.executeQuery()) {
				if (row.next()) {
					return row.getLong(1);
				}
			}
		}
		try (PreparedStatement insert = connection
			.prepareStatement("INSERT INTO " + this.table + " VALUES (?, ?, 1, '')")) {
			insert.setString(1, this.side.unit().id());
			insert.setInt(2, bucket);
			insert.executeUpdate();
		}
		return 1;
	}

	/**
	 * Names the session that works in a lane, so that whoever claims it can end it.
	 * @throws DroverException COPY_002 if the lane was claimed by another process
	 */
	public void sign(Connection connection, int bucket, long epoch) throws SQLException {
		String backend = this.side.engine().backend(connection);
		try (PreparedStatement update = connection
			.prepareStatement("UPDATE " + this.table + " SET " + this.side.column("backend") + " = ?" + this.where
					+ " AND " + this.side.column("owner_epoch") + " = ?")) {
			update.setString(1, backend);
			update.setString(2, this.side.unit().id());
			update.setInt(3, bucket);
			update.setLong(4, epoch);
			if (update.executeUpdate() != 1) {
				throw replaced(epoch);
			}
		}
	}

	/** Ends the sessions of all lanes, such as those of a process whose host was lost. */
	public void endBackends(Connection connection) throws SQLException {
		if (!DroverTables.there(connection, this.side.engine().dialect(), "applier")) {
			// killed while it was installed, it may have none
			return;
		}
		List<String> backends = new ArrayList<>();
		try (PreparedStatement select = connection
			.prepareStatement("SELECT " + this.side.column("backend") + " FROM " + this.table + " WHERE "
					+ this.side.column("unit") + " = ? AND " + this.side.column("backend") + " <> ''")) {
			select.setString(1, this.side.unit().id());
			try (ResultSet row = select.executeQuery()) {
				while (row.next()) {
					backends.add(row.getString(1));
				}
			}
		}
		for (String backend : backends) {
			this.side.engine().endBackend(connection, backend);
		}
	}

	/** Nobody may write in any lane until it is claimed again. */
	public void fence(Connection connection) throws SQLException {
		try (PreparedStatement update = connection
			.prepareStatement("UPDATE " + this.table + " SET " + this.side.column("owner_epoch") + " = "
					+ this.side.column("owner_epoch") + " + 1 WHERE " + this.side.column("unit") + " = ?")) {
			update.setString(1, this.side.unit().id());
			update.executeUpdate();
		}
	}

	/**
	 * The last statement of a transaction that writes.
	 * @throws DroverException COPY_002 if the caller was replaced; the transaction has to
	 * be rolled back then
	 */
	public void check(Connection connection, int bucket, long epoch) throws SQLException {
		if (touch(connection, bucket, epoch) != 1) {
			throw replaced(epoch);
		}
	}

	private DroverException replaced(long epoch) {
		return new DroverException(
				ErrorCode.COPY_002, "another process applies the changes of " + this.side.unit().migration()
						+ " now; epoch " + epoch + " is not the owner's any more",
				"nothing to do: the other process goes on");
	}

	private int touch(Connection connection, int bucket, long epoch) throws SQLException {
		String column = this.side.column("owner_epoch");
		try (PreparedStatement update = connection.prepareStatement(
				"UPDATE " + this.table + " SET " + column + " = " + column + this.where + " AND " + column + " = ?")) {
			update.setString(1, this.side.unit().id());
			update.setInt(2, bucket);
			update.setLong(3, epoch);
			return update.executeUpdate();
		}
	}

}
