package dev.drover.engine.sqlite;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;

import com.dynatrace.hash4j.hashing.Hashing;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.jdbc.GateRow;
import dev.drover.engine.jdbc.ShutTables;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.live.Blocker;
import dev.drover.engine.live.Counter;
import dev.drover.engine.live.GateState;
import dev.drover.engine.live.Live;
import dev.drover.engine.live.Numbered;
import dev.drover.engine.live.Obstruction;
import dev.drover.engine.live.ShutTable;
import dev.drover.engine.live.Unit;
import dev.drover.engine.live.Watched;
import dev.drover.fault.Finding;

/**
 * SQLite has one writer at a time: its lock is the gate, and whoever read before cannot
 * write after. Drover's own transactions say so in the gate's row, which nobody else can
 * see until they have ended.
 */
final class SqliteLive implements Live {

	private final Dialect dialect;

	private final GateRow gates;

	SqliteLive(Dialect dialect) {
		this.dialect = dialect;
		this.gates = new GateRow(dialect);
	}

	@Override
	public List<Finding> obstacles(Connection connection, String endpoint, List<Table> tables) {
		return List.of();
	}

	@Override
	public List<ShutTable> shut(Connection connection, List<Table> tables) throws SQLException {
		return new ShutTables("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? COLLATE NOCASE",
				(table) -> table.name().name())
			.of(connection, tables, hasTable(connection, "gate") ? this.gates.shut(connection) : Map.of());
	}

	/** Drover's sessions don't look at foreign keys; triggers of others fire. */
	@Override
	public boolean standsAside(Connection connection) {
		return true;
	}

	@Override
	public void makeGate(Connection connection, Unit unit, GateState initial) throws SQLException {
		this.gates.make(connection, unit, initial);
	}

	@Override
	public List<List<String>> installation(Connection connection, Unit unit, List<Watched> tables) throws SQLException {
		List<String> statements = new ArrayList<>();
		for (Watched table : tables) {
			statements.addAll(new LiveTriggers(this.dialect, connection, unit, queue(table)).create(table));
		}
		return List.of(statements);
	}

	@Override
	public List<List<String>> removal(Connection connection, Unit unit) throws SQLException {
		List<String> statements = new ArrayList<>();
		Statements.query(connection,
				"SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'table') AND name LIKE ? ESCAPE '\\'"
						+ " ORDER BY type DESC, name",
				(row) -> statements.add("DROP " + (row.getString(1).equals("table") ? "TABLE" : "TRIGGER")
						+ " IF EXISTS " + this.dialect.quote(row.getString(2))),
				"drover\\_%\\_" + unit.id() + "\\_%");
		return statements.isEmpty() ? List.of() : List.of(statements);
	}

	@Override
	public void execute(Connection connection, List<String> statements) throws SQLException {
		Statements.execute(connection, "PRAGMA busy_timeout = 1000");
		Statements.execute(connection, "BEGIN IMMEDIATE");
		try {
			for (String sql : statements) {
				Statements.execute(connection, sql);
			}
			Statements.execute(connection, "COMMIT");
		}
		catch (SQLException ex) {
			Statements.execute(connection, "ROLLBACK");
			throw ex;
		}
	}

	@Override
	public void dropGate(Connection connection, Unit unit) throws SQLException {
		if (gate(connection, unit).isPresent()) {
			this.gates.remove(connection, unit);
		}
	}

	@Override
	public boolean busy(SQLException error) {
		int code = error.getErrorCode() & 0xff;
		return code == SQLiteErrorCode.SQLITE_BUSY.code || code == SQLiteErrorCode.SQLITE_LOCKED.code;
	}

	@Override
	public Optional<GateState> gate(Connection connection, Unit unit) throws SQLException {
		return hasTable(connection, "gate") ? this.gates.read(connection, unit) : Optional.empty();
	}

	@Override
	public boolean hasTable(Connection connection, String name) throws SQLException {
		return !Statements
			.strings(connection, "SELECT name FROM sqlite_master WHERE type = 'table' AND name = ?", "drover_" + name)
			.isEmpty();
	}

	/** Triggers of applications. */
	@Override
	public List<Obstruction> obstructions(Connection connection, List<Watched> tables) throws SQLException {
		List<Obstruction> found = new ArrayList<>();
		for (Watched table : tables) {
			Statements.query(connection,
					"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? COLLATE NOCASE"
							+ " AND name NOT LIKE 'drover\\_%' ESCAPE '\\' ORDER BY rowid",
					(row) -> {
						String drop = "DROP TRIGGER IF EXISTS " + this.dialect.quote(row.getString(1));
						found.add(new Obstruction(row.getString(1), List.of(drop), List.of(drop, row.getString(2))));
					}, table.table().name().name());
		}
		return found;
	}

	@Override
	public void prepareFence(Connection connection) throws SQLException {
		connection.setAutoCommit(true);
		Statements.execute(connection, "PRAGMA busy_timeout = " + ATTEMPT_MILLIS);
	}

	@Override
	public boolean take(Connection fence, Unit unit) throws SQLException {
		try {
			Statements.execute(fence, "BEGIN IMMEDIATE");
			return true;
		}
		catch (SQLException ex) {
			if (busy(ex)) {
				return false;
			}
			throw ex;
		}
	}

	@Override
	public boolean streamsInAutocommit() {
		return true;
	}

	@Override
	public boolean excludesAll() {
		return true;
	}

	/** Whoever reads may hold up a commit for a while. */
	@Override
	public boolean commit(Connection fence) throws SQLException {
		try {
			Statements.execute(fence, "COMMIT");
			return true;
		}
		catch (SQLException ex) {
			if (busy(ex)) {
				return false;
			}
			throw ex;
		}
	}

	@Override
	public void letGo(Connection fence) throws SQLException {
		if (!fence.getAutoCommit()) {
			fence.rollback();
			return;
		}
		try {
			Statements.execute(fence, "ROLLBACK");
		}
		catch (SQLException ex) {
			if (!String.valueOf(ex.getMessage()).contains("no transaction is active")) {
				throw ex;
			}
		}
	}

	/** The lock lasts as long as the process. */
	@Override
	public void keep(Connection fence) {
	}

	@Override
	public boolean change(Connection fence, Unit unit, GateState seen, GateState next) throws SQLException {
		return this.gates.change(fence, unit, seen, next);
	}

	/** Nobody can say since when somebody holds a file. */
	@Override
	public List<Blocker> blockers(Connection connection, Unit unit) {
		return List.of();
	}

	@Override
	public List<Blocker> inTheWay(Connection connection, Unit unit) throws SQLException {
		List<Blocker> found = new ArrayList<>();
		Statements.query(connection, "PRAGMA database_list", (row) -> {
			if (row.getString(2).equals("main")) {
				found.addAll(FileHolders.of(Path.of(row.getString(3))));
			}
		});
		return found;
	}

	@Override
	public void beginApply(Connection connection, Unit unit) throws SQLException {
		applying(connection, unit, 1);
	}

	/** The driver begins the next transaction with the commit, and not as a writer. */
	@Override
	public void endApply(Connection connection, Unit unit) throws SQLException {
		applying(connection, unit, 0);
		connection.unwrap(SQLiteConnection.class).setCurrentTransactionMode(SQLiteConfig.TransactionMode.DEFERRED);
	}

	private void applying(Connection connection, Unit unit, int value) throws SQLException {
		try (PreparedStatement update = connection
			.prepareStatement("UPDATE " + this.gates.table() + " SET applying = ? WHERE unit = ?")) {
			update.setInt(1, value);
			update.setString(2, unit.id());
			update.executeUpdate();
		}
	}

	@Override
	public List<Counter> counters(Connection connection, List<Numbered> numbered) throws SQLException {
		List<Counter> counters = new ArrayList<>();
		for (Numbered each : numbered) {
			List<Long> next = new ArrayList<>(List.of(1L));
			Statements.query(connection, "SELECT COALESCE(MAX(rowid), 0) + 1 FROM " + this.dialect.quote(each.name()),
					(row) -> next.add(row.getLong(1)));
			if (sequences(connection)) {
				Statements.query(connection, "SELECT seq + 1 FROM sqlite_sequence WHERE name = ?",
						(row) -> next.add(row.getLong(1)), each.name().name());
			}
			counters.add(new Counter(next.stream().mapToLong(Long::longValue).max().orElse(1), 1, 1, Long.MAX_VALUE));
		}
		return counters;
	}

	private static boolean sequences(Connection connection) throws SQLException {
		return !Statements.strings(connection, "SELECT name FROM sqlite_master WHERE name = 'sqlite_sequence'")
			.isEmpty();
	}

	@Override
	public void number(Connection connection, List<Numbered> numbered, List<Long> next) throws SQLException {
		if (numbered.isEmpty() || !sequences(connection)) {
			return;
		}
		for (int i = 0; i < numbered.size(); i++) {
			String name = numbered.get(i).name().name();
			try (PreparedStatement update = connection
				.prepareStatement("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?");
					PreparedStatement insert = connection
						.prepareStatement("INSERT INTO sqlite_sequence (name, seq) SELECT ?, ? WHERE NOT EXISTS"
								+ " (SELECT 1 FROM sqlite_sequence WHERE name = ?)")) {
				update.setLong(1, next.get(i) - 1);
				update.setString(2, name);
				update.executeUpdate();
				insert.setString(1, name);
				insert.setLong(2, next.get(i) - 1);
				insert.setString(3, name);
				insert.executeUpdate();
			}
		}
	}

	/** Its keys may hold NULL. */
	@Override
	public boolean notesAll() {
		return false;
	}

	@Override
	public String note() {
		return "id";
	}

	@Override
	public String beyond(@Nullable String id) {
		return "id > " + ((id == null) ? "0" : id);
	}

	@Override
	public String notes(List<String> ids) {
		return "id IN (" + String.join(",", ids) + ")";
	}

	@Override
	public String oldest() {
		return "(julianday('now') - julianday(min(noted_at))) * 86400";
	}

	@Override
	public String queue(Watched table) {
		return this.dialect.droverTable(table.queue());
	}

	@Override
	public Map<String, String> fingerprints(Connection connection, Unit unit, List<Watched> tables)
			throws SQLException {
		Map<String, String> all = new TreeMap<>();
		// the triggers of other migrations come and go
		for (Watched table : tables) {
			List<String> parts = Statements.strings(connection,
					"SELECT COALESCE(sql, '') FROM sqlite_master WHERE tbl_name = ? COLLATE NOCASE"
							+ " AND (type IN ('table', 'index') OR name LIKE ? ESCAPE '\\') ORDER BY name",
					table.table().name().name(), "drover\\_%\\_" + unit.id() + "\\_%");
			all.put(table.queue(),
					Hashing.xxh3_128()
						.hashBytesTo128Bits(parts.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
						.toString());
		}
		return all;
	}

}
