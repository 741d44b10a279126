package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import dev.drover.capture.LiveSide;
import dev.drover.engine.live.GateState;
import dev.drover.engine.live.Live;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.ledger.MigrationRecord;
import dev.drover.ledger.SwitchRecord;
import dev.drover.phase.Phase;

/**
 * What a rollback has to know of a migration that follows its source: a target that may
 * have taken writes is never taken back, it is switched back.
 */
final class LiveRollback {

	private LiveRollback() {
	}

	/**
	 * Whether a switch was begun of which it is not known how it ended, or the target was
	 * made the owner.
	 */
	static boolean inDoubt(MigrationRun run) {
		SwitchRecord last = run.live().lastSwitch().orElse(null);
		return last != null && (!last.ended() || run.ledger().route(run.plan().id()).isPresent());
	}

	/**
	 * Looks whether the target was made the owner.
	 * @throws DroverException ROLL_002 if so, or if that is not known; nothing has
	 * changed
	 */
	static void refuseOwner(MigrationRun run) {
		String id = run.plan().id();
		if (inDoubt(run) && !begun(run)) {
			throw new DroverException(ErrorCode.ROLL_002,
					"a switch of " + id + " to " + run.targetEndpoint().name()
							+ " was begun, so that it may have taken writes; nothing has changed",
					"drover rollback " + id + " looks how it ended and switches back");
		}
		if (open(run)) {
			throw new DroverException(ErrorCode.ROLL_002,
					"the gate of " + run.targetEndpoint().name() + " is open, so that it takes writes, though the"
							+ " control database does not know it as the owner of " + id + "; nothing has changed",
					"bring the control database back that has seen the switch, or move the data back by a migration"
							+ " of its own");
		}
	}

	/** Whatever the ledger says: nothing is taken out of a database that is the owner. */
	private static boolean open(MigrationRun run) {
		Live live = run.target().live();
		if (!Following.wanted(run) || live == null
				|| run.target().access().missingFile(run.targetEndpoint()).isPresent()) {
			return false;
		}
		LiveSide side = LiveSide.of(run.target(), run.targetEndpoint(), run.sourceEndpoint(), run.plan().id(),
				List.of());
		boolean[] open = new boolean[1];
		run.targetSide()
			.with("looking at its gate",
					(target) -> open[0] = live.gate(target, side.unit()).filter(GateState::open).isPresent());
		return open[0];
	}

	/** Ends a switch that was broken off, in one way or the other. */
	static void settle(MigrationRun run) throws SQLException {
		SwitchRecord last = run.live().lastSwitch().orElse(null);
		if (last == null || last.ended()) {
			return;
		}
		LivePreparation.of(run);
		Following following = run.following();
		if (following == null) {
			return;
		}
		LiveSwitch change = last.direction().equals("back") ? LiveSwitch.back(run, following)
				: LiveSwitch.forward(run, following);
		change.settled();
	}

	/**
	 * Whether nobody but the migration can have written to the target: its gate is
	 * closed, or was when the rollback began.
	 */
	static boolean alone(MigrationRun run, Connection target) throws SQLException {
		Live live = run.target().live();
		if (!Following.wanted(run) || live == null) {
			return false;
		}
		LiveSide side = LiveSide.of(run.target(), run.targetEndpoint(), run.sourceEndpoint(), run.plan().id(),
				List.of());
		return begun(run) || live.gate(target, side.unit()).filter((gate) -> !gate.open()).isPresent();
	}

	private static boolean begun(MigrationRun run) {
		return run.ledger()
			.find(run.plan().id())
			.map(MigrationRecord::phase)
			.filter(Phase.ROLLING_BACK::equals)
			.isPresent();
	}

}
