package dev.drover.capture;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

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
						+ side.column("owner_epoch") + " BIGINT NOT NULL, PRIMARY KEY (" + side.column("unit") + ", "
						+ side.column("bucket") + "))" + side.engine().dialect().droverTableOptions());
	}

	static void remove(LiveSide side, Connection connection) throws SQLException {
		try (PreparedStatement delete = connection.prepareStatement(
				"DELETE FROM " + side.droverTable("applier") + " WHERE " + side.column("unit") + " = ?")) {
			delete.setString(1, side.unit().id());
			delete.executeUpdate();
		}
	}

	/**
	 * Makes the caller the only one who may write in this lane. Waits for a transaction
	 * of the former owner that is about to commit.
	 * @return the caller's epoch
	 */
	public long claim(Connection connection, int bucket) throws SQLException {
		if (update(connection, "owner_epoch + 1", bucket, 0) == 0) {
			try (PreparedStatement insert = connection
				.prepareStatement("INSERT INTO " + this.table + " VALUES (?, ?, 1)")) {
				insert.setString(1, this.side.unit().id());
				insert.setInt(2, bucket);
				insert.executeUpdate();
			}
		}
		try (PreparedStatement select = connection
			.prepareStatement("SELECT " + this.side.column("owner_epoch") + " FROM " + this.table + this.where)) {
			select.setString(1, this.side.unit().id());
			select.setInt(2, bucket);
			try (ResultSet row = select.executeQuery()) {
				row.next();
				return row.getLong(1);
			}
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
		if (update(connection, "owner_epoch", bucket, epoch) != 1) {
			throw new DroverException(
					ErrorCode.COPY_002, "another process applies the changes of " + this.side.unit().migration()
							+ " now; epoch " + epoch + " is not the owner's any more",
					"nothing to do: the other process goes on");
		}
	}

	private int update(Connection connection, String value, int bucket, long epoch) throws SQLException {
		String column = this.side.column("owner_epoch");
		try (PreparedStatement update = connection
			.prepareStatement("UPDATE " + this.table + " SET " + column + " = " + value.replace("owner_epoch", column)
					+ this.where + ((epoch == 0) ? "" : " AND " + column + " = ?"))) {
			update.setString(1, this.side.unit().id());
			update.setInt(2, bucket);
			if (epoch != 0) {
				update.setLong(3, epoch);
			}
			return update.executeUpdate();
		}
	}

}
