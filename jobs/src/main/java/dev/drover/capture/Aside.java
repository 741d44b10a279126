package dev.drover.capture;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import dev.drover.engine.jdbc.DroverHome;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.live.Obstruction;
import dev.drover.fault.FaultPoints;

/**
 * Triggers of applications on the side that follows: they stand aside as long as Drover
 * writes there, and come back before applications do. How they come back is written down
 * beside them before they go, so that both may be repeated after a kill at any place.
 */
public final class Aside {

	/** The part that is a proof; those before it are statements in their order. */
	private static final int PROOF = 1_000;

	/** In the place of a part: the unit is at work, and needs the table. */
	private static final int HELD = 2_000;

	/** So long writers may wait for proofs. */
	private static final Duration QUICK = Duration.ofMillis(200);

	private final LiveSide side;

	private final FaultPoints faults;

	private final String table;

	public Aside(LiveSide side, FaultPoints faults) {
		this.side = side;
		this.faults = faults;
		this.table = side.droverTable("aside");
	}

	/**
	 * Takes them out of the way; the side's gate is not open.
	 * @param taking executes the statements of each
	 */
	public void take(Connection connection, Taking taking) throws SQLException {
		List<Obstruction> found = this.side.live().obstructions(connection, this.side.tables());
		if (found.isEmpty()) {
			return;
		}
		DroverHome.alone(this.side.engine().dialect(), connection, () -> {
			make(connection);
			hold(connection);
		});
		Map<String, List<String>> known = known(connection);
		int ordinal = Integer.parseInt(Statements
			.strings(connection, "SELECT COALESCE(MAX(" + column("ordinal") + ") + 1, 0) FROM " + this.table)
			.get(0));
		for (Obstruction each : found) {
			if (!known.containsKey(each.name())) {
				keep(connection, ordinal++, each);
			}
		}
		this.faults.reached("aside.noted");
		for (Obstruction each : found) {
			taking.execute(each.aside());
			this.faults.reached("aside.taken");
		}
	}

	private void make(Connection connection) throws SQLException {
		Statements.execute(connection, "CREATE TABLE IF NOT EXISTS " + this.table + " (" + column("unit")
				+ " VARCHAR(32) NOT NULL, " + column("ordinal") + " INTEGER NOT NULL, " + column("name")
				+ " VARCHAR(300) NOT NULL, " + column("part") + " INTEGER NOT NULL, " + column("sql_text") + " "
				+ this.side.engine().textTypeName() + " NOT NULL, PRIMARY KEY (" + column("unit") + ", "
				+ column("ordinal") + ", " + column("part") + "))" + this.side.engine().dialect().droverTableOptions());
	}

	/** From then on the table stays, whichever migration ends meanwhile. */
	private void hold(Connection connection) throws SQLException {
		String held = "SELECT count(*) FROM " + this.table + " WHERE " + column("unit") + " = ? AND " + column("part")
				+ " = " + HELD;
		if (Statements.strings(connection, held, this.side.unit().id()).contains("0")) {
			try (PreparedStatement insert = connection
				.prepareStatement("INSERT INTO " + this.table + " VALUES (?, ?, ?, ?, ?)")) {
				insert(insert, 0, "", HELD, "");
			}
		}
	}

	private void letGo(Connection connection) throws SQLException {
		try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + this.table + " WHERE "
				+ column("unit") + " = ? AND " + column("part") + " = " + HELD)) {
			delete.setString(1, this.side.unit().id());
			delete.executeUpdate();
		}
	}

	private void keep(Connection connection, int ordinal, Obstruction each) throws SQLException {
		boolean before = connection.getAutoCommit();
		connection.setAutoCommit(false);
		try (PreparedStatement insert = connection
			.prepareStatement("INSERT INTO " + this.table + " VALUES (?, ?, ?, ?, ?)")) {
			for (int part = 0; part < each.back().size(); part++) {
				insert(insert, ordinal, each.name(), part, each.back().get(part));
			}
			if (!each.proof().isEmpty()) {
				insert(insert, ordinal, each.name(), PROOF, each.proof());
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

	private void insert(PreparedStatement insert, int ordinal, String name, int part, String sql) throws SQLException {
		insert.setString(1, this.side.unit().id());
		insert.setInt(2, ordinal);
		insert.setString(3, name);
		insert.setInt(4, part);
		insert.setString(5, sql);
		insert.executeUpdate();
	}

	/**
	 * By name, in the order in which they come back; nothing where only a proof is left.
	 */
	private Map<String, List<String>> known(Connection connection) throws SQLException {
		return known(connection, "<");
	}

	private Map<String, List<String>> known(Connection connection, String parts) throws SQLException {
		Map<String, List<String>> known = new LinkedHashMap<>();
		Statements.query(connection,
				"SELECT " + column("name") + ", " + column("sql_text") + " FROM " + this.table + " WHERE "
						+ column("unit") + " = ? AND " + column("part") + " " + parts + " " + PROOF + " ORDER BY "
						+ column("ordinal") + ", " + column("part"),
				(row) -> known.computeIfAbsent(row.getString(1), (name) -> new ArrayList<>()).add(row.getString(2)),
				this.side.unit().id());
		return known;
	}

	/**
	 * Brings them back, before the side's gate is opened or after it is gone.
	 * @param connection not the one that holds the gate; for nothing else afterwards
	 */
	public void bringBack(Connection connection) throws SQLException {
		if (!there(connection)) {
			return;
		}
		for (Map.Entry<String, List<String>> each : known(connection).entrySet()) {
			this.side.live().execute(connection, each.getValue());
			this.faults.reached("aside.back");
			forget(connection, each.getKey(), "<");
		}
	}

	private void forget(Connection connection, String name, String parts) throws SQLException {
		try (PreparedStatement delete = connection
			.prepareStatement("DELETE FROM " + this.table + " WHERE " + column("unit") + " = ? AND " + column("name")
					+ " = ? AND " + column("part") + " " + parts + " " + PROOF)) {
			delete.setString(1, this.side.unit().id());
			delete.setString(2, name);
			delete.executeUpdate();
		}
	}

	/**
	 * Makes whole what came back without a look at the rows; writers need not wait for
	 * it.
	 * @param refused is told what the rows don't allow, and why; it stays as it is
	 */
	public void prove(Connection connection, BiConsumer<String, SQLException> refused) throws SQLException {
		prove(connection, refused, (proof) -> {
			Statements.execute(connection, proof);
			return true;
		});
	}

	/** The same while writers wait: what takes longer than a moment is left unproven. */
	public void proveQuickly(Connection connection, BiConsumer<String, SQLException> refused) throws SQLException {
		long end = System.nanoTime() + QUICK.toNanos();
		prove(connection, refused, (proof) -> {
			long left = (end - System.nanoTime()) / 1_000_000;
			return left > 0 && this.side.live().prove(connection, proof, left);
		});
	}

	private void prove(Connection connection, BiConsumer<String, SQLException> refused, Proving proving)
			throws SQLException {
		if (!there(connection)) {
			return;
		}
		for (Map.Entry<String, List<String>> each : known(connection, "=").entrySet()) {
			try {
				if (!proving.proves(each.getValue().get(0))) {
					continue;
				}
			}
			catch (SQLException ex) {
				if (!this.side.engine().violatesConstraint(ex)) {
					throw ex;
				}
				refused.accept(each.getKey(), ex);
			}
			forget(connection, each.getKey(), "=");
		}
	}

	/**
	 * Takes the table away, once no unit needs it.
	 * @param connection in autocommit
	 */
	public void leaveHome(Connection connection) throws SQLException {
		if (!there(connection)) {
			return;
		}
		DroverHome.alone(this.side.engine().dialect(), connection, () -> {
			// another one may have been the last
			if (!there(connection)) {
				return;
			}
			letGo(connection);
			if (Statements.strings(connection, "SELECT count(*) FROM " + this.table).contains("0")) {
				this.faults.reached("aside.empty");
				Statements.execute(connection, "DROP TABLE " + this.table);
			}
		});
	}

	private boolean there(Connection connection) throws SQLException {
		return this.side.live().hasTable(connection, "aside");
	}

	private String column(String name) {
		return this.side.column(name);
	}

	/** Executes a proof, or leaves it for later. */
	@FunctionalInterface
	private interface Proving {

		boolean proves(String proof) throws SQLException;

	}

	/** Executes statements on one table. */
	@FunctionalInterface
	public interface Taking {

		void execute(List<String> statements) throws SQLException;

	}

}
