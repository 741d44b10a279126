package dev.drover.job;

import java.util.List;

import dev.drover.capture.Appliers;
import dev.drover.capture.Aside;
import dev.drover.capture.Capture;
import dev.drover.capture.LiveSide;
import dev.drover.engine.Engine;
import dev.drover.engine.jdbc.DroverHome;
import dev.drover.fault.Failures;
import dev.drover.plan.DataTransfer;
import dev.drover.plan.Endpoint;
import dev.drover.routing.RouteCopies;

/**
 * Takes gates, queues and triggers of a migration off both sides. Looks for them by their
 * names, and needs to know nothing else of the migration. May be repeated.
 */
final class LiveRemoval {

	private LiveRemoval() {
	}

	/** Nothing of it is left on either side. */
	static void of(MigrationRun run) {
		atSource(run);
		atTarget(run);
		forget(run);
	}

	/** Nothing of it is left at the source; in a file that is gone nothing is. */
	static void atSource(MigrationRun run) {
		if (run.source().access().missingFile(run.sourceEndpoint()).isPresent()) {
			return;
		}
		Side side = run.sides().openSide();
		off(run, side, run.source(), run.sourceEndpoint(), run.targetEndpoint());
		bringBack(run, side, run.source(), run.sourceEndpoint(), run.targetEndpoint());
	}

	/** Nothing of it is left at the target. */
	static void atTarget(MigrationRun run) {
		if (run.target().access().missingFile(run.targetEndpoint()).isEmpty()) {
			off(run, run.targetSide(), run.target(), run.targetEndpoint(), run.sourceEndpoint());
		}
	}

	/** The ledger knows of no switch any more. */
	static void forget(MigrationRun run) {
		if (live(run)) {
			run.live().forget();
		}
	}

	private static boolean live(MigrationRun run) {
		return run.plan().data().type() == DataTransfer.Type.SCAN;
	}

	/**
	 * Brings triggers of applications back that stood aside; once Drover writes there no
	 * more.
	 */
	static void bringBackAtTarget(MigrationRun run) {
		if (run.target().access().missingFile(run.targetEndpoint()).isEmpty()) {
			bringBack(run, run.targetSide(), run.target(), run.targetEndpoint(), run.sourceEndpoint());
		}
	}

	private static void bringBack(MigrationRun run, Side side, Engine engine, Endpoint endpoint, Endpoint elsewhere) {
		if (engine.live() == null || !live(run)) {
			return;
		}
		LiveSide live = LiveSide.of(engine, endpoint, elsewhere, run.plan().id(), List.of());
		side.with("bringing triggers back", (connection) -> {
			Aside aside = new Aside(live, run.faults());
			aside.bringBack(connection);
			aside.prove(connection,
					(key, failure) -> run.tell("the " + key + " holds for new rows only: " + Failures.reason(failure)));
			aside.leaveHome(connection);
			DroverHome.leave(engine.dialect(), connection);
		});
	}

	private static void off(MigrationRun run, Side side, Engine engine, Endpoint endpoint, Endpoint elsewhere) {
		if (engine.live() == null || !live(run)) {
			return;
		}
		LiveSide live = LiveSide.of(engine, endpoint, elsewhere, run.plan().id(), List.of());
		side.with("removing capture", (connection) -> {
			// of a process on a host that was lost: its locks would keep all of it
			live.live().endTakers(connection, live.unit());
			if (live.live().gate(connection, live.unit()).isPresent()) {
				new Appliers(live).endBackends(connection);
			}
			new RouteCopies(live).remove(connection);
			new Capture(live, run.faults(), () -> false, run::tell).remove(connection);
		});
	}

}
