package dev.drover.job;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

import dev.drover.apply.Flow;
import dev.drover.apply.Follower;
import dev.drover.cutover.Switch;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Failures;
import dev.drover.ledger.LiveRecords;
import dev.drover.ledger.RouteRecord;
import dev.drover.ledger.SwitchRecord;

/**
 * The switch of a migration that follows its source, in either direction, with what the
 * ledger has to know of it.
 */
final class LiveSwitch {

	private final MigrationRun run;

	private final Following following;

	private final Flow flow;

	private final String direction;

	private final LiveRecords records;

	private Instant until = Instant.MAX;

	private LiveSwitch(MigrationRun run, Following following, Flow flow, String direction) {
		this.run = run;
		this.following = following;
		this.flow = flow;
		this.direction = direction;
		this.records = following.records();
	}

	/** To the plan's target. */
	static LiveSwitch forward(MigrationRun run, Following following) {
		return new LiveSwitch(run, following, following.forward(), "forward");
	}

	/** To the plan's source again. */
	static LiveSwitch back(MigrationRun run, Following following) {
		return new LiveSwitch(run, following, following.forward().reversed(), "back");
	}

	private String owner() {
		return this.flow.to().endpoint().name();
	}

	/** Not later than that. */
	LiveSwitch until(Instant end) {
		this.until = end;
		return this;
	}

	/**
	 * How long the gate may be waited for and held.
	 * @throws DroverException CUT_005 if no time is left
	 */
	private Duration timeout() {
		Duration most = this.run.plan().cutover().timeout();
		Instant now = Instant.now();
		if (this.until.isAfter(now.plus(most))) {
			return most;
		}
		if (!this.until.isAfter(now)) {
			throw ReadyGate.closed(this.run, this.until);
		}
		return Duration.between(now, this.until);
	}

	private Switch change(Duration timeout) {
		return new Switch(this.flow, timeout, this.run.plan().cutover().reverse(), this.run.faults());
	}

	/**
	 * Ends a switch in this direction that was broken off.
	 * @return whether the unit is there by now
	 * @throws StopException if a stop is wanted while others hold the gate; nothing has
	 * changed then
	 */
	boolean settled() throws SQLException {
		return settled(change(this.run.plan().cutover().timeout()), this.run.halt()::heed);
	}

	/**
	 * The route tells who the owner is, whatever was meant last: a switch away from it
	 * may have been broken off before it changed anything.
	 */
	private boolean settled(Switch change, Runnable wanted) throws SQLException {
		SwitchRecord last = this.records.lastSwitch().orElse(null);
		if (last != null && !last.ended()) {
			if (!last.direction().equals(this.direction)) {
				return false;
			}
			boolean done = change.settle(last.session(), last.epoch(), wanted);
			if (done) {
				told(last.epoch(), Math.max(last.pauseKnown() ? last.pauseMillis() : 0, change.heldMillis()));
			}
			else {
				this.records.ended();
			}
			return done;
		}
		RouteRecord route = this.run.ledger().route(this.run.plan().id()).orElse(null);
		return route != null && route.endpoint().equals(owner());
	}

	/** Switches, unless that is done. */
	void make() throws SQLException {
		if (settled()) {
			return;
		}
		long epoch = this.run.ledger().route(this.run.plan().id()).map(RouteRecord::epoch).orElse(0L) + 1;
		Follower follower = this.following.follow(this.flow);
		this.following.refused().askAgain(this.flow);
		this.following.awaitSweep();
		if (forward()) {
			new LateTables(this.run).refuseSwitch();
		}
		TouchedTables touched = new TouchedTables(this.run, this.following, this.flow);
		touched.requireEqual();
		hooks(epoch).before();
		touched.requireEqual();
		LastLook look = LastLook.of(this.run, this.flow);
		Switch change = change(timeout());
		this.run.ledger().requireOwner(this.run.plan().id(), this.run.owner());
		this.records.intend(this.direction, epoch, this.run.owner());
		this.run.reached("cutover.intended");
		boolean opened = false;
		try (PreparedSwitch prepared = new PreparedSwitch(this.run, this.following, follower.applier(), look)) {
			follower.pause();
			this.run.pace().free(true);
			long millis = change.run(follower.applier(), prepared, epoch);
			opened = true;
			told(epoch, millis);
		}
		catch (SQLException | RuntimeException ex) {
			if (!endedAfter(ex, change)) {
				if (change.moved() && !opened) {
					throw unfinished(ex);
				}
				throw ex;
			}
			this.run.audit("switch", "ended over other connections after " + Failures.reason(ex));
		}
		finally {
			this.run.pace().free(false);
		}
		this.following.switched();
	}

	/**
	 * Takes back what was begun, or ends it behind the point of no return. Where the gate
	 * can't be reached the next attempt finds the intent.
	 * @return whether the switch is done
	 */
	private boolean endedAfter(Exception failure, Switch change) {
		try {
			// its lanes may be shut out
			this.following.close();
			// a stop does not leave in doubt what this process can tell
			return settled(change, () -> {
			});
		}
		catch (SQLException | RuntimeException ex) {
			failure.addSuppressed(ex);
			return false;
		}
	}

	private DroverException unfinished(Exception failure) {
		return new DroverException(ErrorCode.CUT_006,
				this.flow.from().endpoint().name() + " has moved to " + owner() + " for good, but " + owner()
						+ " could not be opened: " + Failures.reason(failure) + "; nobody can write until it is",
				"drover restart " + this.run.plan().id() + " at once", failure);
	}

	private boolean forward() {
		return this.direction.equals("forward");
	}

	private HookCalls hooks(long epoch) {
		return new HookCalls(this.run, !forward(), epoch);
	}

	/** Repeated until it has ended once, so that a hook is called at least once. */
	private void told(long epoch, long pauseMillis) {
		this.run.reached("cutover.before-route");
		this.records.pause(pauseMillis);
		this.run.ledger().route(this.run.plan().id(), owner());
		this.run.audit("switch", owner() + " owns the unit now, in place of " + this.flow.from().endpoint().name()
				+ ", epoch " + epoch + ", writers were held up for " + pauseMillis + " ms");
		hooks(epoch).after();
		try {
			this.following.prints().tellChangedSince(this.flow.from());
			if (forward()) {
				new LateTables(this.run).tellSwitched();
			}
			else {
				new LateTables(this.run).tellRolledBack();
			}
		}
		catch (DroverException ex) {
			// the new owner needs no former one
			this.run.audit("switch", "whether tables of " + this.flow.from().endpoint().name()
					+ " were changed in its moment could not be looked at: " + ex.what());
		}
		this.records.ended();
		this.run.reached("cutover.after-route");
	}

}
