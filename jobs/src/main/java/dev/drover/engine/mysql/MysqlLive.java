package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.jdbc.GateRow;
import dev.drover.engine.jdbc.ShutTables;
import dev.drover.engine.jdbc.SqlText;
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
 * Row triggers that read the gate's row under a shared lock, which is held to the end of
 * the transaction, whatever its isolation level and however old its view. A lock on the
 * table's definition would not do: it would not be found in a circle with row locks.
 */
final class MysqlLive implements Live {

	/** Lock wait, deadlock, and a time limit of the statement on either product. */
	private static final Set<Integer> BUSY = Set.of(1205, 1213, 3024, 1969, 1317);

	private static final int FENCE_SECONDS = 2;

	private static final int ACCESS_DENIED = 1227;

	private final Dialect dialect;

	private final Variant variant;

	private final GateRow gates;

	MysqlLive(Dialect dialect, Variant variant) {
		this.dialect = dialect;
		this.variant = variant;
		this.gates = new GateRow(dialect);
	}

	@Override
	public List<Finding> obstacles(Connection connection, String endpoint, List<Table> tables) throws SQLException {
		return new LiveObstacles(connection, endpoint, this.variant).of(tables);
	}

	@Override
	public List<ShutTable> shut(Connection connection, List<Table> tables) throws SQLException {
		return new ShutTables("SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = database()"
				+ " AND event_object_table = ?", (table) -> table.name().name())
			.of(connection, tables, hasTable(connection, "gate") ? this.gates.shut(connection) : Map.of());
	}

	/** Foreign keys of a session stand aside, its triggers never do. */
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
		return new LiveTriggers(this.dialect, this.variant, connection, unit, this::queue).create(tables);
	}

	@Override
	public List<List<String>> removal(Connection connection, Unit unit) throws SQLException {
		List<List<String>> removal = new ArrayList<>();
		Statements.query(connection,
				"SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = database()"
						+ " AND trigger_name LIKE ? ORDER BY event_object_table, trigger_name",
				(row) -> removal.add(List.of("DROP TRIGGER IF EXISTS " + this.dialect.quote(row.getString(1)))),
				"drover\\_%\\_" + unit.id() + "\\_%");
		Statements.query(connection,
				"SELECT table_name FROM information_schema.tables WHERE table_schema = database()"
						+ " AND table_name LIKE ? ORDER BY table_name",
				(row) -> removal.add(List.of("DROP TABLE IF EXISTS " + this.dialect.quote(row.getString(1)))),
				"drover\\_q\\_" + unit.id() + "\\_%");
		return removal;
	}

	@Override
	public boolean readsForeignKeys() {
		return true;
	}

	@Override
	public void execute(Connection connection, List<String> statements) throws SQLException {
		Statements.execute(connection, "SET SESSION lock_wait_timeout = 1");
		for (String sql : statements) {
			Statements.execute(connection, sql);
		}
	}

	@Override
	public boolean streamsInAutocommit() {
		return true;
	}

	@Override
	public void dropGate(Connection connection, Unit unit) throws SQLException {
		if (gate(connection, unit).isPresent()) {
			this.gates.remove(connection, unit);
		}
	}

	@Override
	public boolean busy(SQLException error) {
		return BUSY.contains(error.getErrorCode());
	}

	@Override
	public Optional<GateState> gate(Connection connection, Unit unit) throws SQLException {
		return hasTable(connection, "gate") ? this.gates.read(connection, unit) : Optional.empty();
	}

	@Override
	public boolean hasTable(Connection connection, String name) throws SQLException {
		return !Statements
			.strings(connection,
					"SELECT 1 FROM information_schema.tables WHERE table_schema = database()" + " AND table_name = ?",
					"drover_" + name)
			.isEmpty();
	}

	@Override
	public List<Obstruction> obstructions(Connection connection, List<Watched> tables) throws SQLException {
		return new LiveObstructions(this.dialect, connection).of(tables);
	}

	@Override
	public List<Finding> keptObstructions(Connection connection, String endpoint, List<Table> tables)
			throws SQLException {
		return new LiveObstructions(this.dialect, connection).lost(endpoint, tables, this.variant);
	}

	@Override
	public void prepareFence(Connection connection) throws SQLException {
		connection.setAutoCommit(true);
		connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
	}

	/**
	 * Only who holds the gate is to be ended soon: before it is asked for, much may have
	 * to be applied, and the session idles.
	 */
	private static void patience(Connection fence, int seconds) throws SQLException {
		Statements.execute(fence, "SET SESSION wait_timeout = " + seconds);
	}

	@Override
	public boolean take(Connection fence, Unit unit) throws SQLException {
		fence.setAutoCommit(false);
		patience(fence, FENCE_SECONDS);
		String select = "state FROM " + this.gates.table() + " WHERE unit = " + SqlText.literal(unit.id())
				+ " FOR UPDATE";
		try {
			Statements.execute(fence,
					this.variant.mariadb()
							? "SET STATEMENT max_statement_time=" + ATTEMPT_MILLIS / 1000.0 + " FOR SELECT " + select
							: "SELECT /*+ MAX_EXECUTION_TIME(" + ATTEMPT_MILLIS + ") */ " + select);
			return true;
		}
		catch (SQLException ex) {
			fence.rollback();
			if (busy(ex)) {
				patience(fence, Session.IDLE_SECONDS);
				return false;
			}
			throw ex;
		}
	}

	@Override
	public void letGo(Connection fence) throws SQLException {
		if (!fence.getAutoCommit()) {
			fence.rollback();
			patience(fence, Session.IDLE_SECONDS);
		}
	}

	@Override
	public void keep(Connection fence) throws SQLException {
		Statements.execute(fence, "SELECT 1");
	}

	@Override
	public boolean change(Connection fence, Unit unit, GateState seen, GateState next) throws SQLException {
		return this.gates.change(fence, unit, seen, next);
	}

	/**
	 * Only MySQL tells who holds a lock that nobody waits for, where its performance
	 * schema is on.
	 */
	@Override
	public List<Blocker> blockers(Connection connection, Unit unit) throws SQLException {
		return this.variant.mariadb() ? List.of() : holders(connection, unit, 2);
	}

	/**
	 * @param seconds how often the clock's second has changed since they began, at least:
	 * the server keeps no smaller part of when a transaction began
	 */
	private static List<Blocker> holders(Connection connection, Unit unit, int seconds) throws SQLException {
		List<Blocker> found = new ArrayList<>();
		try {
			Statements.query(connection,
					"SELECT t.trx_mysql_thread_id, TIMESTAMPDIFF(SECOND, t.trx_started, NOW()),"
							+ " COALESCE(t.trx_query, s.sql_text, '') FROM performance_schema.data_locks l"
							+ " JOIN information_schema.innodb_trx t ON t.trx_id = l.engine_transaction_id"
							+ " LEFT JOIN performance_schema.events_statements_current s ON s.thread_id = l.thread_id"
							+ " WHERE l.object_schema = database() AND l.object_name = 'drover_gate'"
							+ " AND l.lock_type = 'RECORD' AND l.lock_status = 'GRANTED'"
							// other migrations have rows of their own there
							+ " AND l.lock_data = QUOTE(?)" + " AND t.trx_started <= NOW() - INTERVAL ? SECOND"
							+ " AND t.trx_mysql_thread_id <> connection_id()",
					(row) -> found.add(new Blocker(row.getString(1), row.getLong(2), String.valueOf(row.getString(3)))),
					unit.id(), String.valueOf(seconds));
		}
		catch (SQLException ex) {
			if (!denied(ex)) {
				throw ex;
			}
		}
		return found;
	}

	/** MariaDB tells it while somebody waits, and keeps no statement that has ended. */
	@Override
	public List<Blocker> inTheWay(Connection connection, Unit unit) throws SQLException {
		if (!this.variant.mariadb()) {
			return holders(connection, unit, 1);
		}
		List<Blocker> found = new ArrayList<>();
		try {
			Statements.query(connection, "SELECT t.trx_mysql_thread_id, TIMESTAMPDIFF(SECOND, t.trx_started, NOW()),"
					+ " COALESCE(t.trx_query, CONCAT('not kept by the server; ', p.user, '@', p.host, ' idles'))"
					+ " FROM information_schema.innodb_lock_waits w"
					+ " JOIN information_schema.innodb_locks l ON l.lock_id = w.requested_lock_id"
					+ " JOIN information_schema.innodb_trx t ON t.trx_id = w.blocking_trx_id"
					+ " LEFT JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id"
					+ " WHERE l.lock_table = CONCAT('`', database(), '`.`drover_gate`')"
					+ " AND l.lock_data = QUOTE(?)",
					(row) -> found.add(new Blocker(row.getString(1), row.getLong(2), String.valueOf(row.getString(3)))),
					unit.id());
		}
		catch (SQLException ex) {
			if (!denied(ex)) {
				throw ex;
			}
		}
		return found;
	}

	@Override
	public List<Blocker> suspects(Connection connection) throws SQLException {
		List<Blocker> found = new ArrayList<>();
		try {
			Statements.query(connection, "SELECT t.trx_mysql_thread_id, TIMESTAMPDIFF(SECOND, t.trx_started, NOW()),"
					+ " COALESCE(t.trx_query, CONCAT('none now (', LOWER(p.command), ' for ', p.time, ' s, user ', p.user, ')'), '')"
					+ " FROM information_schema.innodb_trx t LEFT JOIN information_schema.processlist p"
					+ " ON p.id = t.trx_mysql_thread_id WHERE t.trx_started <= NOW() - INTERVAL 1 SECOND"
					+ " AND t.trx_rows_modified + t.trx_rows_locked > 0 AND (p.db IS NULL OR p.db = database())"
					+ " AND t.trx_mysql_thread_id <> connection_id() ORDER BY t.trx_started",
					(row) -> found
						.add(new Blocker(row.getString(1), row.getLong(2), String.valueOf(row.getString(3)))));
		}
		catch (SQLException ex) {
			if (!denied(ex)) {
				throw ex;
			}
		}
		return found;
	}

	@Override
	public List<Blocker> holders(Connection connection, List<Watched> tables) throws SQLException {
		return new TableHolders(connection, this.variant).of(tables);
	}

	private static boolean denied(SQLException ex) {
		return ex.getErrorCode() == ACCESS_DENIED || ex.getErrorCode() == 1142 || ex.getErrorCode() == 1044;
	}

	/** A branch that is prepared has let go of the gate, or will when the server dies. */
	@Override
	public List<Blocker> prepared(Connection connection) throws SQLException {
		List<Blocker> found = new ArrayList<>();
		Statements.query(connection, "XA RECOVER",
				(row) -> found.add(new Blocker("prepared branch " + row.getString(4), 0, "XA PREPARE")));
		return found;
	}

	@Override
	public void prepareApply(Connection connection) throws SQLException {
		Statements.execute(connection, "SET SESSION foreign_key_checks = 0");
	}

	@Override
	public void beginApply(Connection connection, Unit unit) throws SQLException {
		Statements.execute(connection, "SET @drover_apply = " + SqlText.literal(unit.token()));
	}

	@Override
	public void passAlways(Connection connection, Unit unit) throws SQLException {
		beginApply(connection, unit);
	}

	@Override
	public void endApply(Connection connection, Unit unit) throws SQLException {
		Statements.execute(connection, "SET @drover_apply = NULL");
	}

	/** What a session has set is not taken back with its transaction. */
	@Override
	public void undoApply(Connection connection) throws SQLException {
		connection.rollback();
		Statements.execute(connection, "SET @drover_apply = NULL");
	}

	@Override
	public List<Counter> counters(Connection connection, List<Numbered> numbered) throws SQLException {
		return new LiveNumbers(this.dialect, this.variant, connection).counters(numbered);
	}

	@Override
	public void number(Connection connection, List<Numbered> numbered, List<Long> next) throws SQLException {
		new LiveNumbers(this.dialect, this.variant, connection).set(numbered, next);
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

	/**
	 * Told which notes in a condition, the server would read the whole of a short queue,
	 * and wait for whoever holds a note there; no hint keeps it from that.
	 */
	@Override
	public String deletion(Watched table, List<String> ids) {
		if (!this.variant.readsJsonAsTable()) {
			return Live.super.deletion(table, ids);
		}
		return "DELETE q FROM JSON_TABLE('[" + String.join(",", ids)
				+ "]', '$[*]' COLUMNS (id BIGINT PATH '$')) n STRAIGHT_JOIN " + queue(table)
				+ " q FORCE INDEX (PRIMARY) ON q.id = n.id";
	}

	@Override
	public String oldest() {
		return "TIMESTAMPDIFF(MICROSECOND, MIN(noted_at), NOW(6)) / 1000000";
	}

	@Override
	public String queue(Watched table) {
		return this.dialect.droverTable(table.queue());
	}

	@Override
	public Map<String, String> fingerprints(Connection connection, Unit unit, List<Watched> tables)
			throws SQLException {
		return new LiveFingerprint(this.variant, connection).of(unit, tables);
	}

}
