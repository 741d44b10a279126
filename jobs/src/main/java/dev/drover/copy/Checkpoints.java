package dev.drover.copy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.drover.engine.Dialect;
import dev.drover.engine.Engine;
import dev.drover.engine.jdbc.DroverHome;
import dev.drover.engine.jdbc.DroverTables;
import dev.drover.engine.value.Digest;
import dev.drover.engine.value.KeyTuple;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.FaultPoints;

/**
 * The checkpoint table in the target. Its rows change only in the transactions that they
 * speak of.
 */
public final class Checkpoints {

	/**
	 * In the place of a partition, and of a table, whose name must not be empty: an H2
	 * that takes itself for Oracle makes a NULL of that. The migration's rows have been
	 * taken back.
	 */
	private static final String TAKEN_BACK = "#taken-back";

	/** The same: the migration is at work, and needs the table. */
	private static final String HERE = "#here";

	private final Engine engine;

	private final CheckpointTable shared;

	private final String table;

	private final String migration;

	/**
	 * Owners that hold a claim of the ledger have this many epochs for it: those of a
	 * later claim are all higher.
	 */
	private static final long EPOCHS = 1L << 20;

	private final String where;

	private final long claim;

	public Checkpoints(Engine target, String migration, FaultPoints faults) {
		this(target, migration, new CheckpointTable(target.dialect(), faults), 0);
	}

	private Checkpoints(Engine target, String migration, CheckpointTable shared, long claim) {
		this.claim = claim;
		this.shared = shared;
		this.engine = target;
		this.table = target.dialect().droverTable("checkpoint");
		this.migration = migration;
		this.where = " WHERE " + name("migration") + " = ? AND " + name("partition") + " = ? AND " + name("table_name")
				+ " = ?";
	}

	/**
	 * The same for an owner that holds a claim: where the holder of a later claim has
	 * been it can't become the owner again, however late it wakes up.
	 * @param number the claim's, from 1 on
	 */
	public Checkpoints ofClaim(long number) {
		return new Checkpoints(this.engine, this.migration, this.shared, number);
	}

	/** The migration's id. */
	String migration() {
		return this.migration;
	}

	private String name(String column) {
		Dialect dialect = this.engine.dialect();
		return dialect.quote(dialect.nativeName(column));
	}

	/**
	 * Creates the table if it is not there. From then on it stays, whichever migration
	 * ends meanwhile.
	 * @param connection in autocommit
	 */
	public void create(Connection connection) throws SQLException {
		DroverHome.alone(this.engine.dialect(), connection, () -> {
			this.shared.make(connection);
			prepare(connection, HERE, HERE);
		});
	}

	/**
	 * Whether the table is there; those of other databases of the server are not meant.
	 */
	public boolean exist(Connection connection) throws SQLException {
		return DroverTables.there(connection, this.engine.dialect(), "checkpoint");
	}

	/** Whether the target knows of the migration; the table has to be there. */
	public boolean any(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("SELECT count(*) FROM " + this.table + " WHERE " + name("migration") + " = ?")) {
			statement.setString(1, this.migration);
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				return row.getLong(1) > 0;
			}
		}
	}

	/** Adds the row of a table of a partition if it is not there. */
	public void prepare(Connection connection, String partition, String tableName) throws SQLException {
		if (exists(connection, partition, tableName)) {
			return;
		}
		try (PreparedStatement statement = connection.prepareStatement(
				"INSERT INTO " + this.table + " VALUES (?, ?, ?, NULL, 0, 0, 0, 0, ?, 0, NULL, 0, 0, 0)")) {
			statement.setString(1, this.migration);
			statement.setString(2, partition);
			statement.setString(3, tableName);
			statement.setString(4, Digest.EMPTY.hex());
			statement.executeUpdate();
		}
	}

	private boolean exists(Connection connection, String partition, String tableName) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("SELECT 1 FROM " + this.table + this.where)) {
			key(statement, 1, partition, tableName);
			try (ResultSet row = statement.executeQuery()) {
				return row.next();
			}
		}
	}

	private void key(PreparedStatement statement, int from, String partition, String tableName) throws SQLException {
		statement.setString(from, this.migration);
		statement.setString(from + 1, partition);
		statement.setString(from + 2, tableName);
	}

	/**
	 * Takes a table of a partition over: raises the epoch, so that the former owner can't
	 * commit any more, and ends its session. To be called inside a transaction.
	 */
	public Checkpoint claim(Connection connection, String partition, String tableName) throws SQLException {
		String former = null;
		try (PreparedStatement statement = connection.prepareStatement("SELECT " + name("backend") + ", "
				+ name("owner_epoch") + ", " + name("done") + " FROM " + this.table + this.where)) {
			key(statement, 1, partition, tableName);
			try (ResultSet row = statement.executeQuery()) {
				if (row.next()) {
					// of what is complete nothing is under way, and the session may be at
					// another partition by now
					former = (row.getInt(3) == 0) ? row.getString(1) : null;
					refuseLater(partition, row.getLong(2));
				}
			}
		}
		String mine = this.engine.backend(connection);
		if (former != null && !former.equals(mine)) {
			this.engine.endBackend(connection, former);
		}
		if (raise(connection, partition, tableName, mine) != 1) {
			if (exists(connection, partition, tableName)) {
				throw replaced(partition, this.claim * EPOCHS);
			}
			throw new DroverException(ErrorCode.COPY_004,
					"the target has no checkpoint for " + tableName + " of partition " + partition,
					"the target was changed meanwhile; remove the migration's tables and start under a new id");
		}
		return read(connection, partition, tableName);
	}

	private int raise(Connection connection, String partition, String tableName, String mine) throws SQLException {
		String epoch = name("owner_epoch");
		String next = (this.claim == 0) ? epoch + " + 1" : "CASE WHEN " + epoch + " < " + this.claim * EPOCHS + " THEN "
				+ this.claim * EPOCHS + " ELSE " + epoch + " + 1 END";
		String mayRaise = (this.claim == 0) ? "" : " AND " + epoch + " < " + (this.claim + 1) * EPOCHS;
		try (PreparedStatement statement = connection.prepareStatement("UPDATE " + this.table + " SET " + epoch + " = "
				+ next + ", " + name("backend") + " = ?" + this.where + mayRaise)) {
			statement.setString(1, mine);
			key(statement, 2, partition, tableName);
			return statement.executeUpdate();
		}
	}

	/** Before its session is ended: whoever holds a later claim is the owner by right. */
	private void refuseLater(String partition, long epoch) {
		if (this.claim > 0 && epoch >= (this.claim + 1) * EPOCHS) {
			throw replaced(partition, this.claim * EPOCHS);
		}
	}

	private static DroverException replaced(String partition, long epoch) {
		return new DroverException(ErrorCode.COPY_002, "partition " + partition
				+ " was taken over by another worker; epoch " + epoch + " is not the owner's any more",
				"nothing to do: the other worker goes on");
	}

	/** By partition, the claim that any owner's epoch belongs to; the next is higher. */
	public Map<String, Long> claims(Connection connection) throws SQLException {
		Map<String, Long> claims = new TreeMap<>();
		try (PreparedStatement statement = connection
			.prepareStatement("SELECT " + name("partition") + ", MAX(" + name("owner_epoch") + ") FROM " + this.table
					+ " WHERE " + name("migration") + " = ? GROUP BY " + name("partition"))) {
			statement.setString(1, this.migration);
			try (ResultSet row = statement.executeQuery()) {
				while (row.next()) {
					claims.put(row.getString(1), row.getLong(2) / EPOCHS);
				}
			}
		}
		return claims;
	}

	/**
	 * Ends the owner of a partition, so that neither it nor whoever held a claim before
	 * can commit any more.
	 * @param number the last claim, whose holder may not have told the target of it yet
	 */
	public void fence(Connection connection, String partition, long number) throws SQLException {
		fence(connection, number, " AND " + name("partition") + " = ?", partition);
	}

	/** Ends all owners, so that none of them can commit any more. */
	public void fence(Connection connection) throws SQLException {
		fence(connection, 0, "");
	}

	private void fence(Connection connection, long number, String which, String... values) throws SQLException {
		List<String> owners = new ArrayList<>();
		try (PreparedStatement statement = connection
			.prepareStatement("SELECT DISTINCT " + name("backend") + " FROM " + this.table + " WHERE "
					+ name("migration") + " = ? AND " + name("backend") + " IS NOT NULL" + which)) {
			bind(statement, values);
			try (ResultSet row = statement.executeQuery()) {
				while (row.next()) {
					owners.add(row.getString(1));
				}
			}
		}
		for (String owner : owners) {
			this.engine.endBackend(connection, owner);
		}
		String epoch = name("owner_epoch");
		try (PreparedStatement statement = connection.prepareStatement("UPDATE " + this.table + " SET " + epoch + " = "
				+ EPOCHS + " + CASE WHEN " + epoch + " < " + number * EPOCHS + " THEN " + number * EPOCHS + " ELSE "
				+ epoch + " END, " + name("backend") + " = NULL WHERE " + name("migration") + " = ?" + which)) {
			bind(statement, values);
			statement.executeUpdate();
		}
	}

	private void bind(PreparedStatement statement, String... values) throws SQLException {
		statement.setString(1, this.migration);
		for (int i = 0; i < values.length; i++) {
			statement.setString(i + 2, values[i]);
		}
	}

	private Checkpoint read(Connection connection, String partition, String tableName) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(select() + this.where)) {
			key(statement, 1, partition, tableName);
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				return checkpoint(row);
			}
		}
	}

	private String select() {
		List<String> columns = new ArrayList<>();
		for (String column : List.of("table_name", "last_key", "rows", "rows_discarded", "bytes", "chunks", "digest",
				"owner_epoch", "done", "rows_rejected", "rows_skipped")) {
			columns.add(name(column));
		}
		return "SELECT " + String.join(", ", columns) + " FROM " + this.table;
	}

	private static Checkpoint checkpoint(ResultSet row) throws SQLException {
		String lastKey = row.getString(2);
		return new Checkpoint((lastKey == null) ? null : KeyTuple.decode(lastKey), row.getLong(3), row.getLong(10),
				row.getLong(11), row.getLong(4), row.getLong(5), row.getLong(6), Digest.ofHex(row.getString(7)),
				row.getLong(8), row.getInt(9) != 0);
	}

	/**
	 * Writes how far the owner is, as the last statement of the chunk's transaction.
	 * @throws DroverException COPY_002 if the epoch is not the owner's any more; the
	 * transaction has to be rolled back then
	 */
	void advance(Connection connection, String partition, String tableName, Checkpoint checkpoint) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("UPDATE " + this.table + " SET " + name("last_key") + " = ?, " + name("rows") + " = ?, "
					+ name("rows_discarded") + " = ?, " + name("bytes") + " = ?, " + name("chunks") + " = ?, "
					+ name("digest") + " = ?, " + name("done") + " = ?, " + name("rows_rejected") + " = ?, "
					+ name("rows_skipped") + " = ?" + this.where + " AND " + name("owner_epoch") + " = ?")) {
			KeyTuple lastKey = checkpoint.lastKey();
			statement.setString(1, (lastKey == null) ? null : lastKey.encode());
			statement.setLong(2, checkpoint.rows());
			statement.setLong(3, checkpoint.rowsDiscarded());
			statement.setLong(4, checkpoint.bytes());
			statement.setLong(5, checkpoint.chunks());
			statement.setString(6, checkpoint.digest().hex());
			statement.setInt(7, checkpoint.done() ? 1 : 0);
			statement.setLong(8, checkpoint.rowsRejected());
			statement.setLong(9, checkpoint.rowsSkipped());
			key(statement, 10, partition, tableName);
			statement.setLong(13, checkpoint.epoch());
			if (statement.executeUpdate() != 1) {
				throw replaced(partition, checkpoint.epoch());
			}
		}
	}

	/**
	 * Whether a rollback has taken the migration's rows out of the tables that were there
	 * before it.
	 */
	public boolean takenBack(Connection connection) throws SQLException {
		return exist(connection) && exists(connection, TAKEN_BACK, TAKEN_BACK);
	}

	/** Says so, in the transaction that takes them out. */
	public void markTakenBack(Connection connection) throws SQLException {
		prepare(connection, TAKEN_BACK, TAKEN_BACK);
	}

	/** All rows of the migration, summed by table. */
	public Map<String, CopiedTable> byTable(Connection connection) throws SQLException {
		Map<String, CopiedTable> tables = new TreeMap<>();
		try (PreparedStatement statement = connection.prepareStatement(
				select() + " WHERE " + name("migration") + " = ? AND " + name("partition") + " NOT IN (?, ?)")) {
			statement.setString(1, this.migration);
			statement.setString(2, HERE);
			statement.setString(3, TAKEN_BACK);
			try (ResultSet row = statement.executeQuery()) {
				while (row.next()) {
					tables.merge(row.getString(1), CopiedTable.of(checkpoint(row)), CopiedTable::plus);
				}
			}
		}
		return tables;
	}

	/** Whether the migration has begun to copy into this target and has not ended. */
	public boolean open(Connection connection) throws SQLException {
		return exist(connection) && byTable(connection).values().stream().anyMatch((table) -> !table.done());
	}

	/**
	 * Removes the migration's rows, and the table with the last migration's.
	 * @param connection in autocommit
	 */
	public void remove(Connection connection) throws SQLException {
		DroverHome.alone(this.engine.dialect(), connection, () -> {
			// another one may have been the last
			if (exist(connection)) {
				forget(connection);
				this.shared.leave(connection);
			}
		});
		DroverHome.leave(this.engine.dialect(), connection);
	}

	private void forget(Connection connection) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("DELETE FROM " + this.table + " WHERE " + name("migration") + " = ?")) {
			statement.setString(1, this.migration);
			statement.executeUpdate();
		}
	}

}
