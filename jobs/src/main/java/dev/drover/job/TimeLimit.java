package dev.drover.job;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

import dev.drover.fault.ErrorCode;
import dev.drover.phase.Phase;

/**
 * Ends an attempt whose time is over, as long as it works towards the switch: waiting for
 * an operator's word costs nothing, and a switch that has begun is finished.
 */
final class TimeLimit {

	private static final Set<Phase> WORKING = EnumSet.range(Phase.PREPARING, Phase.VERIFYING);

	private TimeLimit() {
	}

	static void watch(MigrationRun run, long millis) {
		Duration most = run.plan().limits().maxTime();
		if (millis > most.toMillis() && run.failure() == null && WORKING.contains(run.phase())) {
			run.failed(new LimitPassedException(ErrorCode.TIME_001,
					"migration " + run.plan().id() + " has run for " + millis / 1000.0 + " s, limits.max_time allows "
							+ most.toMillis() / 1000.0 + " s",
					"raise limits.max_time, or copy less at a time by scope.tables"));
		}
	}

}
