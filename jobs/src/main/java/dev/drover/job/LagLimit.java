package dev.drover.job;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.drover.fault.ErrorCode;
import dev.drover.phase.Phase;

/**
 * Ends an attempt whose target has fallen too far behind its source, from the end of
 * catch-up, which has its own limit, to the switch.
 */
final class LagLimit {

	private static final Set<Phase> FOLLOWING = EnumSet.of(Phase.VERIFYING, Phase.READY);

	private LagLimit() {
	}

	/**
	 * Looks at one moment.
	 * @param seconds for how long the target has not held everything that was committed
	 * before, or {@code null} if it does
	 */
	static void watch(MigrationRun run, @Nullable Double seconds) {
		Duration most = run.plan().limits().maxSyncLag();
		if (seconds != null && seconds * 1_000 > most.toMillis() && run.failure() == null
				&& FOLLOWING.contains(run.phase())) {
			run.failed(new LimitPassedException(ErrorCode.SYNC_003,
					"the target of " + run.plan().id() + " is " + Math.round(seconds)
							+ " s behind its source, limits.max_sync_lag allows " + most.toMillis() / 1_000.0 + " s",
					"drover restart " + run.plan().id() + " when the source has less to do, or raise the limit"));
		}
	}

}
