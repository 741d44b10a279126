package dev.drover.job;

import java.util.List;

import dev.drover.capture.Capture;
import dev.drover.capture.LiveSide;
import dev.drover.engine.Engine;
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
		if (run.plan().data().type() != DataTransfer.Type.SCAN) {
			return;
		}
		Endpoint source = run.sourceEndpoint();
		Endpoint target = run.targetEndpoint();
		off(run, run.sides().openSide(), run.source(), source, target);
		if (run.target().access().missingFile(target).isEmpty()) {
			off(run, run.targetSide(), run.target(), target, source);
		}
		run.live().forget();
	}

	private static void off(MigrationRun run, Side side, Engine engine, Endpoint endpoint, Endpoint elsewhere) {
		if (engine.live() == null) {
			return;
		}
		LiveSide live = LiveSide.of(engine, endpoint, elsewhere, run.plan().id(), List.of());
		side.with("removing capture", (connection) -> {
			if (live.live().gate(connection, live.unit()).isPresent()) {
				new RouteCopies(live).remove(connection);
				new Capture(live, run.faults(), () -> false, run::tell).remove(connection);
			}
		});
	}

}
