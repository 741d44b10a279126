package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.Table;
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
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;

/**
 * Row triggers that take the lock of the unit's gate, a table that is never written: the
 * lock is cheap, is held to the end of the transaction, and taking it makes the session
 * see what the catalog says now, whatever its snapshot is. That the gate is closed, and
 * that it is open and changes are noted, is said by two functions being there: a table
 * could not be dropped while somebody dumps the database.
 */
final class PostgresqlLive implements Live {

	private static final Set<String> BUSY = Set.of("55P03", "40P01");

	private static final String CANCELED = "57014";

	private static final int FENCE_MILLIS = 1_800;

	/** Any number that nobody else is likely to lock. */
	static final long HOME_LOCK = 0x64726f766572L;

	private final Dialect dialect;

	private final LiveTriggers triggers;

	PostgresqlLive(Dialect dialect) {
		this.dialect = dialect;
		this.triggers = new LiveTriggers(dialect, this::queue);
	}

	@Override
	public List<Finding> obstacles(Connection connection, String endpoint, List<Table> tables) throws SQLException {
		return new LiveObstacles(this.dialect, connection, endpoint).of(tables);
	}

	@Override
	public List<ShutTable> shut(Connection connection, List<Table> tables) throws SQLException {
		return LiveShut.of(this.dialect, connection, tables);
	}

	@Override
	public boolean standsAside(Connection connection) throws SQLException {
		boolean grantable = connection.getMetaData().getDatabaseMajorVersion() >= 15;
		return Statements
			.strings(connection,
					"SELECT rolsuper"
							+ (grantable ? " OR has_parameter_privilege('session_replication_role', 'SET')" : "")
							+ " FROM pg_catalog.pg_roles WHERE rolname = current_user")
			.contains("t");
	}

	@Override
	public void makeGate(Connection connection, Unit unit, GateState initial) throws SQLException {
		boolean before = connection.getAutoCommit();
		connection.setAutoCommit(false);
		try {
			// two migrations may make their home at once
			Statements.execute(connection, "SELECT pg_catalog.pg_advisory_xact_lock(" + HOME_LOCK + ")");
			Statements.execute(connection, "CREATE SCHEMA IF NOT EXISTS drover");
			Statements.execute(connection,
					"CREATE TABLE IF NOT EXISTS drover.gate (unit text PRIMARY KEY, migration text NOT NULL,"
							+ " state text NOT NULL, armed integer NOT NULL, epoch bigint NOT NULL,"
							+ " endpoint text NOT NULL)");
			try (PreparedStatement insert = connection
				.prepareStatement("INSERT INTO drover.gate VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (unit) DO NOTHING")) {
				insert.setString(1, unit.id());
				insert.setString(2, unit.migration());
				insert.setString(3, initial.state().text());
				insert.setInt(4, initial.armed() ? 1 : 0);
				insert.setLong(5, initial.epoch());
				insert.setString(6, unit.elsewhere());
				if (insert.executeUpdate() == 1) {
					Statements.execute(connection, "CREATE TABLE " + gateTable(unit) + " ()");
					mark(connection, movedMark(unit), false, !initial.open());
					mark(connection, notingMark(unit), false, notes(initial));
				}
			}
			connection.commit();
		}
		catch (SQLException ex) {
			connection.rollback();
			throw ex;
		}
		finally {
			connection.setAutoCommit(before);
		}
	}

	private static String gateTable(Unit unit) {
		return "drover.gate_" + unit.id();
	}

	private static String movedMark(Unit unit) {
		return "drover.moved_" + unit.id();
	}

	private static String notingMark(Unit unit) {
		return "drover.noting_" + unit.id();
	}

	/** Of a gate that is not open nobody's changes are noted, since there are none. */
	private static boolean notes(GateState gate) {
		return gate.open() && gate.armed();
	}

	private static void mark(Connection connection, String mark, boolean was, boolean is) throws SQLException {
		if (!was && is) {
			Statements.execute(connection,
					"CREATE FUNCTION " + mark + "() RETURNS boolean LANGUAGE sql AS 'SELECT true'");
		}
		else if (was && !is) {
			Statements.execute(connection, "DROP FUNCTION " + mark + "()");
		}
	}

	@Override
	public List<List<String>> installation(Connection connection, Unit unit, List<Watched> tables) throws SQLException {
		List<List<String>> all = new ArrayList<>();
		for (Watched table : tables) {
			all.add(this.triggers.create(connection, unit, table));
		}
		return all;
	}

	@Override
	public List<List<String>> veil(Connection connection, Unit unit, List<Watched> made) throws SQLException {
		return this.triggers.veil(connection, unit, made);
	}

	@Override
	public List<List<String>> removal(Connection connection, Unit unit) throws SQLException {
		return LiveTriggers.removal(connection, unit);
	}

	@Override
	public void execute(Connection connection, List<String> statements) throws SQLException {
		atOnce(connection, statements);
	}

	private static void atOnce(Connection connection, List<String> statements) throws SQLException {
		boolean before = connection.getAutoCommit();
		connection.setAutoCommit(false);
		try {
			Statements.execute(connection, "SET LOCAL lock_timeout = '1s'");
			// also if this process stands still nobody is held up for long
			Statements.execute(connection, "SET LOCAL idle_in_transaction_session_timeout = '" + FENCE_MILLIS + "ms'");
			for (String sql : statements) {
				Statements.execute(connection, sql);
			}
			connection.commit();
		}
		catch (SQLException ex) {
			connection.rollback();
			throw ex;
		}
		finally {
			connection.setAutoCommit(before);
		}
	}

	@Override
	public void dropGate(Connection connection, Unit unit) throws SQLException {
		if (gate(connection, unit).isEmpty()) {
			return;
		}
		atOnce(connection,
				List.of("DROP FUNCTION IF EXISTS " + notingMark(unit) + "()",
						"DROP FUNCTION IF EXISTS " + movedMark(unit) + "()", "DROP TABLE IF EXISTS " + gateTable(unit),
						"DELETE FROM drover.gate WHERE unit = " + SqlText.literal(unit.id())));
	}

	@Override
	public boolean busy(SQLException error) {
		return BUSY.contains(String.valueOf(error.getSQLState()));
	}

	@Override
	public Optional<GateState> gate(Connection connection, Unit unit) throws SQLException {
		if (!hasTable(connection, "gate")) {
			return Optional.empty();
		}
		List<GateState> found = new ArrayList<>();
		Statements.query(connection, "SELECT state, armed, epoch FROM drover.gate WHERE unit = ?",
				(row) -> found
					.add(new GateState(GateState.State.of(row.getString(1)), row.getInt(2) != 0, row.getLong(3))),
				unit.id());
		return found.stream().findFirst();
	}

	@Override
	public boolean hasTable(Connection connection, String name) throws SQLException {
		return Statements.strings(connection, "SELECT pg_catalog.to_regclass(?) IS NOT NULL", "drover." + name)
			.contains("t");
	}

	@Override
	public List<Obstruction> obstructions(Connection connection, List<Watched> tables) throws SQLException {
		LiveObstructions found = new LiveObstructions(this.dialect, connection);
		List<Obstruction> all = new ArrayList<>(found.of(tables));
		if (!standsAside(connection)) {
			all.addAll(found.foreignKeys(tables));
		}
		return all;
	}

	@Override
	public boolean prove(Connection connection, String proof, long millis) throws SQLException {
		Statements.execute(connection, "SET statement_timeout = '" + millis + "ms'");
		try {
			Statements.execute(connection, proof);
			return true;
		}
		catch (SQLException ex) {
			if (CANCELED.equals(ex.getSQLState())) {
				return false;
			}
			throw ex;
		}
		finally {
			Statements.execute(connection, "RESET statement_timeout");
		}
	}

	@Override
	public void endTakers(Connection connection, Unit unit) throws SQLException {
		LiveSessions.endTakers(connection, unit);
	}

	@Override
	public List<Finding> keptObstructions(Connection connection, String endpoint, List<Table> tables)
			throws SQLException {
		if (standsAside(connection)) {
			return List.of();
		}
		List<Finding> findings = new ArrayList<>();
		for (String key : new LiveObstructions(this.dialect, connection).ofOthers(tables)) {
			findings.add(new Finding(ErrorCode.PERM_001, Finding.Level.ERROR, endpoint,
					endpoint + ": the foreign key " + key
							+ " has to stand aside for a while, and the user may not drop it",
					"GRANT SET ON PARAMETER session_replication_role to the user of the plan (PostgreSQL 15 or newer), or"
							+ " GRANT the role that owns the table"));
		}
		return findings;
	}

	@Override
	public void prepareFence(Connection connection) throws SQLException {
		connection.setAutoCommit(true);
		Statements.execute(connection, "SET idle_in_transaction_session_timeout = '" + FENCE_MILLIS + "ms'");
		Statements.execute(connection, "SET lock_timeout = '" + ATTEMPT_MILLIS + "ms'");
		commitsLast(connection);
		connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
	}

	@Override
	public boolean take(Connection fence, Unit unit) throws SQLException {
		fence.setAutoCommit(false);
		try {
			Statements.execute(fence, "LOCK TABLE ONLY " + gateTable(unit) + " IN EXCLUSIVE MODE");
			return true;
		}
		catch (SQLException ex) {
			fence.rollback();
			if (busy(ex)) {
				return false;
			}
			throw ex;
		}
	}

	@Override
	public void keep(Connection fence) throws SQLException {
		Statements.execute(fence, "SELECT 1");
	}

	@Override
	public boolean change(Connection fence, Unit unit, GateState seen, GateState next) throws SQLException {
		try (PreparedStatement update = fence.prepareStatement("UPDATE drover.gate SET state = ?, armed = ?, epoch = ?"
				+ " WHERE unit = ? AND state = ? AND armed = ? AND epoch = ?")) {
			update.setString(1, next.state().text());
			update.setInt(2, next.armed() ? 1 : 0);
			update.setLong(3, next.epoch());
			update.setString(4, unit.id());
			update.setString(5, seen.state().text());
			update.setInt(6, seen.armed() ? 1 : 0);
			update.setLong(7, seen.epoch());
			if (update.executeUpdate() != 1) {
				return false;
			}
		}
		mark(fence, movedMark(unit), !seen.open(), !next.open());
		mark(fence, notingMark(unit), notes(seen), notes(next));
		return true;
	}

	@Override
	public List<Blocker> blockers(Connection connection, Unit unit) throws SQLException {
		return LiveSessions.blockers(connection, gateTable(unit));
	}

	@Override
	public void prepareApply(Connection connection) throws SQLException {
		if (standsAside(connection)) {
			Statements.execute(connection, "SET session_replication_role = replica");
		}
		commitsLast(connection);
	}

	/** What is committed survives the server, whatever is usual in this database. */
	private static void commitsLast(Connection connection) throws SQLException {
		Statements.execute(connection, "SELECT set_config('synchronous_commit', 'on', false)"
				+ " WHERE current_setting('synchronous_commit') IN ('off', 'local')");
	}

	@Override
	public void beginApply(Connection connection, Unit unit) throws SQLException {
		Statements.execute(connection,
				"SELECT set_config('drover.apply', " + SqlText.literal(unit.token()) + ", true)");
	}

	@Override
	public void passAlways(Connection connection, Unit unit) throws SQLException {
		Statements.execute(connection,
				"SELECT set_config('drover.apply', " + SqlText.literal(unit.token()) + ", false)");
	}

	@Override
	public List<Counter> counters(Connection connection, List<Numbered> numbered) throws SQLException {
		return new LiveNumbers(this.dialect, connection).counters(numbered);
	}

	@Override
	public void number(Connection connection, List<Numbered> numbered, List<Long> next) throws SQLException {
		new LiveNumbers(this.dialect, connection).set(numbered, next);
	}

	@Override
	public String note() {
		return "ctid::text";
	}

	@Override
	public String lockNotes() {
		return " FOR UPDATE SKIP LOCKED";
	}

	/**
	 * Nothing before it is looked at, such as what is left of notes that were deleted.
	 */
	@Override
	public String beyond(@Nullable String id) {
		return "ctid > " + SqlText.literal((id == null) ? "(0,0)" : id) + "::tid";
	}

	/** The page behind the last one; to look for the last note is to read all of them. */
	@Override
	public String end(Watched table) {
		return "SELECT pg_catalog.pg_relation_size(" + SqlText.literal(queue(table))
				+ ") / pg_catalog.current_setting('block_size')::bigint";
	}

	@Override
	public String upTo(String end) {
		return "ctid < '(" + end + ",0)'::tid";
	}

	@Override
	public String notes(List<String> ids) {
		return "ctid = ANY ('{" + ids.stream().map((id) -> '"' + id + '"').collect(Collectors.joining(","))
				+ "}'::tid[])";
	}

	/** Every look at the queue would walk over all notes that ever were there. */
	@Override
	public void tidy(Connection connection, Watched table) throws SQLException {
		Statements.execute(connection, "VACUUM (TRUNCATE false) " + queue(table));
	}

	@Override
	public String oldest() {
		return "EXTRACT(EPOCH FROM pg_catalog.clock_timestamp() - min(noted_at))";
	}

	@Override
	public String queue(Watched table) {
		return "drover." + this.dialect.quote(table.queue());
	}

	@Override
	public Map<String, String> fingerprints(Connection connection, Unit unit, List<Watched> tables)
			throws SQLException {
		return new LiveFingerprint(this.dialect, connection).of(unit, tables);
	}

}
