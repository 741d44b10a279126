package dev.drover.capture;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import dev.drover.engine.jdbc.DroverHome;
import dev.drover.engine.jdbc.DroverTables;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.live.GateState;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.FaultPoints;

/**
 * Puts gate, queues and triggers on one side, and takes them away. Both may be repeated
 * after a kill at any place.
 */
public final class Capture {

	private static final Duration PATIENCE = Duration.ofMinutes(10);

	private static final long PAUSE_MILLIS = 500;

	private final LiveSide side;

	private final FaultPoints faults;

	private final BooleanSupplier stop;

	private final Consumer<String> teller;

	/**
	 * Creates it.
	 * @param stop whether to give up
	 * @param teller is told what is waited for
	 */
	public Capture(LiveSide side, FaultPoints faults, BooleanSupplier stop, Consumer<String> teller) {
		this.side = side;
		this.faults = faults;
		this.stop = stop;
		this.teller = teller;
	}

	/**
	 * Puts everything in place.
	 * @param initial the gate, if there is none yet
	 * @return whether it is in place; {@code false} if it was to stop
	 * @throws DroverException TIME_001 if others are in the way for ten minutes
	 */
	public boolean install(Connection connection, GateState initial) throws SQLException {
		DroverHome.alone(this.side.engine().dialect(), connection,
				() -> this.side.live().makeGate(connection, this.side.unit(), initial));
		this.faults.reached("capture.gate");
		Appliers.create(this.side, connection);
		for (List<String> statements : this.side.live()
			.installation(connection, this.side.unit(), this.side.tables())) {
			if (!patiently("installing triggers", () -> this.side.live().execute(connection, statements))) {
				return false;
			}
			this.faults.reached("capture.table");
		}
		return true;
	}

	/**
	 * Changes triggers that are there, table by table.
	 * @return whether it is done; {@code false} if it was to stop
	 */
	public boolean renew(Connection connection, List<List<String>> changes) throws SQLException {
		for (List<String> statements : changes) {
			if (!patiently("changing triggers", () -> this.side.live().execute(connection, statements))) {
				return false;
			}
		}
		return true;
	}

	/** Takes everything away, last of all the gate. */
	public void remove(Connection connection) throws SQLException {
		if (there(connection, "gate") || there(connection, "applier")) {
			if (there(connection, "gate") && this.side.live().gate(connection, this.side.unit()).isPresent()) {
				removeUnit(connection);
			}
			else if (there(connection, "applier")) {
				Appliers.remove(this.side, connection);
			}
			DroverHome.alone(this.side.engine().dialect(), connection, () -> leaveHome(connection));
		}
		DroverHome.leave(this.side.engine().dialect(), connection);
	}

	private void removeUnit(Connection connection) throws SQLException {
		String doing = "removing triggers";
		for (List<String> statements : this.side.live().removal(connection, this.side.unit())) {
			removed(doing, () -> this.side.live().execute(connection, statements));
			this.faults.reached("capture.table-removed");
		}
		// killed while it was installed, it may have none
		if (there(connection, "applier")) {
			Appliers.remove(this.side, connection);
		}
		removed("removing the gate", () -> this.side.live().dropGate(connection, this.side.unit()));
		this.faults.reached("capture.removed");
	}

	private void removed(String doing, Attempt attempt) throws SQLException {
		if (!patiently(doing, attempt)) {
			throw new DroverException(ErrorCode.TIME_001, "stopped while " + doing + " of " + name(), "call it again");
		}
	}

	private boolean there(Connection connection, String table) throws SQLException {
		return DroverTables.there(connection, this.side.engine().dialect(), table);
	}

	/**
	 * Drover's tables that no unit needs any more; the gates tell whether there is one.
	 */
	private void leaveHome(Connection connection) throws SQLException {
		if (empty(connection, "gate") && empty(connection, "applier")) {
			this.faults.reached("capture.home-empty");
			for (String table : new String[] { "applier", "route", "gate" }) {
				Statements.execute(connection, "DROP TABLE IF EXISTS " + this.side.droverTable(table));
				this.faults.reached("capture.home");
			}
		}
	}

	private boolean empty(Connection connection, String table) throws SQLException {
		// another migration may have been the last one
		return !there(connection, table)
				|| Statements.strings(connection, "SELECT count(*) FROM " + this.side.droverTable(table)).contains("0");
	}

	/**
	 * Whoever holds the table is waited for, in attempts that hold up nobody for long.
	 */
	private boolean patiently(String doing, Attempt attempt) throws SQLException {
		long end = System.nanoTime() + PATIENCE.toNanos();
		boolean told = false;
		while (!this.stop.getAsBoolean()) {
			try {
				attempt.make();
				return true;
			}
			catch (SQLException ex) {
				if (!this.side.live().busy(ex)) {
					throw ex;
				}
				if (System.nanoTime() > end) {
					throw new DroverException(ErrorCode.TIME_001,
							doing + " of " + name() + ": others have held the table for " + PATIENCE.toMinutes()
									+ " min",
							"end the transactions that are open there, then drover restart "
									+ this.side.unit().migration(),
							ex);
				}
			}
			if (!told) {
				this.teller.accept("waiting for others: " + doing + " of " + name());
				told = true;
			}
			pause();
		}
		return false;
	}

	private String name() {
		return this.side.endpoint().name();
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** One attempt. */
	@FunctionalInterface
	private interface Attempt {

		void make() throws SQLException;

	}

}
