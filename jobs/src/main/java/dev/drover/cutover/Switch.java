package dev.drover.cutover;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.drover.apply.Applier;
import dev.drover.apply.Flow;
import dev.drover.capture.Appliers;
import dev.drover.capture.LiveSide;
import dev.drover.engine.live.Blocker;
import dev.drover.engine.live.GateState;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.FaultPoints;
import dev.drover.routing.RouteCopies;

/**
 * Makes the side that follows the owner. The order is what keeps two sides from ever
 * being writable at once: the new owner is armed while its gate is closed, then the old
 * one's is closed for good, which is the point of no return, and only then is the new
 * one's opened. Killed anywhere, {@link #settle} ends it in one way or the other.
 */
public final class Switch {

	/** How often it is applied what is noted, before the gate is taken. */
	private static final int ROUNDS = 5;

	/** For a gate whose side nobody can write to until it is had. */
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Flow flow;

	private final LiveSide from;

	private final LiveSide to;

	private final Duration timeout;

	private final boolean reverse;

	private final FaultPoints faults;

	/** When the gate was had that was closed for good; 0 before. */
	private long movedSince;

	/**
	 * Creates a switch.
	 * @param flow from the owner to the side that is to be it
	 * @param timeout how long the gate may be waited for and held, in all
	 * @param reverse whether the new owner's changes are noted for a way back
	 */
	public Switch(Flow flow, Duration timeout, boolean reverse, FaultPoints faults) {
		this.reverse = reverse;
		this.flow = flow;
		this.from = flow.from();
		this.to = flow.to();
		this.timeout = timeout;
		this.faults = faults;
	}

	/**
	 * Switches.
	 * @param applier applies what is left; nobody else uses it meanwhile
	 * @param epoch the route's new epoch
	 * @return for how long writers were held up, in milliseconds
	 * @throws DroverException CUT_001 if the gate can't be had in time: nothing has
	 * changed then
	 */
	public long run(Applier applier, SwitchSteps steps, long epoch) throws SQLException {
		try (Fence fence = Fence.open(this.from, this.timeout); Connection control = this.to.connect()) {
			String session = fence.session();
			steps.session(session);
			this.faults.reached("cutover.intent");
			GateState armed = arm();
			GateState seen = hold(fence, control, applier, steps, armed);
			try {
				close(fence, seen, epoch);
			}
			catch (SQLException ex) {
				// the answer may be lost and the commit done
				if (!settleAfter(ex, session, epoch)) {
					throw ex;
				}
			}
			this.movedSince = fence.heldSince();
			this.faults.reached("cutover.moved");
			open(control, armed, epoch);
			long millis = heldMillis();
			this.faults.reached("cutover.opened");
			return millis;
		}
	}

	/** Whether this switch has passed the point of no return. */
	public boolean moved() {
		return this.movedSince != 0;
	}

	/** For how long writers have been held up by now, in milliseconds. */
	public long heldMillis() {
		return moved() ? (System.nanoTime() - this.movedSince) / 1_000_000 : 0;
	}

	/**
	 * All that is done before the point of no return. What fails here leaves the source
	 * where it was, so that its gate is not needed once more to take the rest back.
	 */
	private GateState hold(Fence fence, Connection control, Applier applier, SwitchSteps steps, GateState armed)
			throws SQLException {
		try {
			steps.prepare();
			fence.take(steps::goOn, () -> sweep(applier));
			this.faults.reached("cutover.held");
			GateState seen = gate(this.from, fence.connection());
			if (!seen.open()) {
				throw new DroverException(ErrorCode.CUT_003, "the gate of " + this.from.endpoint().name() + " is "
						+ seen.state().text() + ", a switch needs it open",
						"drover status " + this.from.unit().migration());
			}
			fence.holding(() -> {
				try (SideLook look = SideLook.begin(steps)) {
					drain(applier, fence);
					this.faults.reached("cutover.drained");
					look.end();
				}
				fence.requireTime(() -> "comparing");
				steps.compare();
				fence.requireTime(() -> "the last comparison");
				this.faults.reached("cutover.numbered");
				this.to.live().prepareFence(control);
				shutOut(fence, control);
				this.faults.reached("cutover.armed");
				return true;
			});
			return seen;
		}
		catch (SQLException | RuntimeException ex) {
			undo(ex, fence, steps, armed);
			throw ex;
		}
	}

	private void undo(Exception failure, Fence fence, SwitchSteps steps, GateState armed) {
		try {
			fence.letGo();
			disarm(armed);
			steps.undone();
		}
		catch (SQLException | RuntimeException ex) {
			failure.addSuppressed(ex);
		}
	}

	/** Each round leaves less to the next, and is faster than the one before. */
	private static long sweep(Applier applier) throws SQLException {
		long applied = 1;
		for (int round = 0; round < ROUNDS && applied > 0; round++) {
			applied = applier.sweep(() -> true);
		}
		return applied;
	}

	private boolean settleAfter(SQLException failure, String session, long epoch) {
		try {
			return settle(session, epoch, () -> {
			});
		}
		catch (SQLException | RuntimeException ex) {
			failure.addSuppressed(ex);
			return false;
		}
	}

	private static GateState gate(LiveSide side, Connection connection) throws SQLException {
		Optional<GateState> gate = side.live().gate(connection, side.unit());
		return gate.orElseThrow(() -> new DroverException(ErrorCode.CUT_003,
				side.endpoint().name() + " has no gate of " + side.unit().migration() + " any more",
				"begin again under a new id"));
	}

	private void drain(Applier applier, Fence fence) throws SQLException {
		while (!applier.drained()) {
			if (this.from.live().excludesAll()) {
				applier.sweepThrough(fence.connection(), (doing) -> fence.requireTime(() -> doing));
				return;
			}
			applier.drain((doing) -> fence.requireTime(() -> doing));
			fence.requireTime(() -> "applying what is left");
		}
	}

	/**
	 * Changes of the new owner will be noted. Nobody can write there yet, so that this
	 * needs no gate.
	 */
	private GateState arm() throws SQLException {
		try (Connection control = this.to.connect()) {
			GateState seen = gate(this.to, control);
			if (seen.open()) {
				throw new DroverException(ErrorCode.CUT_003,
						"the gate of " + this.to.endpoint().name() + " is open: it is the owner already",
						"drover status " + this.from.unit().migration());
			}
			GateState armed = (seen.armed() == this.reverse) ? seen : seen.noting(this.reverse);
			if (!seen.equals(armed)) {
				this.to.live().prepareFence(control);
				changing(control, patience("changed"),
						() -> this.to.live().change(control, this.to.unit(), seen, armed));
			}
			return armed;
		}
	}

	private void disarm(GateState armed) throws SQLException {
		if (armed.armed()) {
			try (Connection control = this.to.connect()) {
				this.to.live().prepareFence(control);
				changing(control, patience("changed"),
						() -> this.to.live().change(control, this.to.unit(), armed, armed.noting(false)));
			}
		}
	}

	/** Nobody writes any more what was noted at the old owner. */
	private void shutOut(Fence fence, Connection control) throws SQLException {
		changing(control, () -> fence.requireTime(this::holders), () -> {
			new Appliers(this.to).fence(control);
			return true;
		});
	}

	private void close(Fence held, GateState seen, long epoch) throws SQLException {
		Connection fence = held.connection();
		if (!this.from.live().change(fence, this.from.unit(), seen, seen.become(GateState.State.MOVED, false))) {
			throw new DroverException(ErrorCode.CUT_003,
					"the gate of " + this.from.endpoint().name() + " was changed by another process",
					"drover status " + this.from.unit().migration());
		}
		new RouteCopies(this.from).write(fence, this.to.endpoint().name(), epoch);
		this.faults.reached("cutover.before-move");
		while (!this.from.live().commit(fence)) {
			held.requireTime(() -> "waiting for readers to let the commit pass");
		}
		// a server that forgets it would let writers in again
		this.from.engine().makeDurable(fence);
	}

	/**
	 * Opens the new owner's gate, if it still is as it was seen: whoever stood still
	 * since then must not open one that was closed again.
	 */
	private void open(Connection control, GateState seen, long epoch) throws SQLException {
		GateState opened = seen.become(GateState.State.OPEN, this.reverse);
		changing(control, patience("opened; nobody can write until it is"), () -> {
			new RouteCopies(this.to).write(control, this.to.endpoint().name(), epoch);
			return this.to.live().change(control, this.to.unit(), seen, opened)
					|| gate(this.to, control).equals(opened);
		});
	}

	/**
	 * A change of the gate of a side whose writers are refused anyway. Made again where
	 * others were in the way.
	 */
	private void changing(Connection control, Patience patience, Change change) throws SQLException {
		while (!changed(control, change)) {
			this.faults.reached("cutover.waiting");
			patience.require();
		}
	}

	private boolean changed(Connection control, Change change) throws SQLException {
		try {
			if (!this.to.live().take(control, this.to.unit())) {
				return false;
			}
			if (!change.make()) {
				throw new DroverException(ErrorCode.CUT_003,
						"the gate of " + this.to.endpoint().name() + " was changed by another process",
						"drover status " + this.to.unit().migration());
			}
			while (!this.to.live().commit(control)) {
				this.faults.reached("cutover.waiting");
			}
			return true;
		}
		catch (SQLException ex) {
			letGo(control, ex);
			if (this.to.live().busy(ex)) {
				return false;
			}
			throw ex;
		}
		catch (RuntimeException ex) {
			letGo(control, ex);
			throw ex;
		}
	}

	private void letGo(Connection control, Exception failure) {
		try {
			this.to.live().letGo(control);
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
		}
	}

	/**
	 * In some engines a transaction whose write was refused keeps the gate to its end.
	 */
	private String holders() throws SQLException {
		try (Connection connection = this.to.connect()) {
			List<Blocker> found = this.to.live().blockers(connection, this.to.unit());
			return "others hold the gate of " + this.to.endpoint().name()
					+ (found.isEmpty() ? "" : ": " + Blocker.display(found));
		}
	}

	private Patience patience(String undone) {
		long end = System.nanoTime() + PATIENCE.toNanos();
		return () -> {
			if (System.nanoTime() > end) {
				throw new DroverException(ErrorCode.CUT_001,
						"the gate could not be " + undone + "; " + holders() + " for " + PATIENCE.toSeconds() + " s",
						"end that transaction, then drover restart " + this.to.unit().migration());
			}
		};
	}

	/**
	 * Ends a switch that was broken off: completes it behind the point of no return, else
	 * takes it back. May be repeated, and does no harm where nothing was broken off.
	 * @param session the session that held the gate, or the empty string
	 * @param epoch the route's epoch after the switch
	 * @param wanted throws where the gate is not to be waited for any longer; nothing has
	 * changed then
	 * @return whether the switch is done
	 */
	public boolean settle(String session, long epoch, Runnable wanted) throws SQLException {
		try (Fence fence = Fence.open(this.from, this.timeout); Connection control = this.to.connect()) {
			if (!session.isEmpty()) {
				fence.endSession(session);
			}
			GateState seen = gate(this.to, control);
			boolean moved = fence.moved(wanted);
			this.to.live().prepareFence(control);
			if (moved && !seen.open()) {
				open(control, seen, epoch);
				this.faults.reached("cutover.opened");
			}
			if (!moved && !seen.open() && seen.armed()) {
				changing(control, patience("changed"),
						() -> this.to.live().change(control, this.to.unit(), seen, seen.noting(false)));
			}
			return moved;
		}
	}

	/** The way that changes go until the switch. */
	public Flow flow() {
		return this.flow;
	}

	/** Whether a gate that others hold is waited for any longer; if not, it throws. */
	@FunctionalInterface
	private interface Patience {

		void require() throws SQLException;

	}

	/** Changes a gate that is held. */
	@FunctionalInterface
	private interface Change {

		boolean make() throws SQLException;

	}

}
