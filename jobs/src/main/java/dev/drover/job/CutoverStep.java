package dev.drover.job;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.phase.Phase;
import dev.drover.plan.CutoverSettings;

/**
 * Switches to the target. Where an operator gives the word, he may give it again after
 * the switch could not be made in time; in a window it is tried again. With a snapshot
 * the switch is only the route.
 */
final class CutoverStep {

	private final MigrationRun run;

	private final @Nullable Following following;

	private final ReadyGate ready;

	private CutoverStep(MigrationRun run) {
		this.run = run;
		this.following = run.following();
		this.ready = new ReadyGate(run, Clock.systemUTC());
	}

	static void of(MigrationRun run) {
		if (run.plan().cutover().gate() != CutoverSettings.Gate.NEVER) {
			new CutoverStep(run).make();
		}
	}

	private void make() {
		boolean switched = false;
		while (!switched) {
			Instant until = Instant.MAX;
			if (!this.run.switched()) {
				until = this.ready.await();
				approach();
			}
			this.run.enter(Phase.CUTTING_OVER);
			switched = attempt(until);
		}
	}

	/** Much may have happened while it waited. */
	private void approach() {
		Following followed = this.following;
		if (followed == null) {
			// behind the switch applications may write there at once
			TargetCount.require(this.run);
		}
		else {
			LiveSteps.catchUp(this.run, followed);
		}
	}

	private boolean attempt(Instant until) {
		Following followed = this.following;
		try {
			if (followed == null) {
				RouteSwitch.forward(this.run, until);
			}
			else {
				LiveSwitch.forward(this.run, followed).until(until).make();
			}
			return true;
		}
		catch (DroverException ex) {
			boolean passing = ex.code() == ErrorCode.CUT_001 || ex.code() == ErrorCode.CUT_005;
			if (!passing || !this.ready.opensAgain()) {
				throw ex;
			}
			this.run.tell(ex.code() + " " + ex.what());
			this.run.audit("cutover", "not done: " + ex.what());
			this.run.progress().closeGate();
			this.run.enter(Phase.READY);
			this.ready.rest();
			if (followed != null) {
				followed.follow();
			}
			return false;
		}
		catch (SQLException ex) {
			throw this.run.sourceSide().failure("switching", ex);
		}
	}

}
