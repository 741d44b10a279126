package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.drover.capture.LiveSide;
import dev.drover.capture.Waiting;
import dev.drover.fault.DroverException;
import dev.drover.ledger.LiveRecords;
import dev.drover.ledger.RouteRecord;
import dev.drover.ledger.SyncRecord;
import dev.drover.plan.DataTransfer;
import dev.drover.plan.Plan;
import dev.drover.plan.Secrets;
import dev.drover.progress.Progress;
import dev.drover.progress.ProgressJson;

/**
 * Changes that wait while no process applies them, asked of the queues in the owner's
 * database.
 */
final class QueuedChanges {

	private static final Logger LOG = LoggerFactory.getLogger(QueuedChanges.class);

	private final Plan plan;

	private final LiveRecords live;

	private final Optional<RouteRecord> route;

	QueuedChanges(Plan plan, LiveRecords live, Optional<RouteRecord> route) {
		this.plan = plan;
		this.live = live;
		this.route = route;
	}

	/**
	 * As things are now; as they were when a process looked last where the owner can't be
	 * asked, or does not answer within a moment.
	 * @param environment for the plan's secrets
	 */
	Progress.Sync now(Map<String, String> environment) {
		SyncRecord known = this.live.sync();
		Progress.Sync last = new Progress.Sync(known.applied(), known.lag(), known.maxLag(), null);
		if (this.plan.data().type() != DataTransfer.Type.SCAN) {
			return last;
		}
		try {
			Sides sides = new Sides(this.plan, new Secrets(environment));
			boolean moved = this.route.filter((seen) -> seen.endpoint().equals(sides.targetEndpoint().name()))
				.isPresent();
			String owner = moved ? sides.targetEndpoint().name() : sides.sourceEndpoint().name();
			List<String> queues = this.live.prints(owner)
				.map((kept) -> List.copyOf(ProgressJson.read(kept, KeptPrints.Prints.class).byQueue().keySet()))
				.orElse(List.of());
			return queues.isEmpty() ? last
					: PromptAnswer
						.to(this.plan.id() + " " + (moved ? sides.targetEndpoint() : sides.sourceEndpoint()).url(),
								() -> asked(sides, moved, queues, last))
						.orElse(last);
		}
		catch (DroverException ex) {
			return unasked(ex, last);
		}
	}

	private Progress.Sync asked(Sides sides, boolean moved, List<String> queues, Progress.Sync last) {
		try {
			return waiting(sides, moved, queues, last);
		}
		catch (SQLException ex) {
			return unasked(ex, last);
		}
	}

	private Progress.Sync unasked(Exception failure, Progress.Sync last) {
		LOG.info("the queues of {} can't be asked: {}", this.plan.id(), failure.getMessage());
		return last;
	}

	private Progress.Sync waiting(Sides sides, boolean moved, List<String> queues, Progress.Sync last)
			throws SQLException {
		LiveSide side = moved
				? LiveSide.of(sides.target(), sides.targetEndpoint(), sides.sourceEndpoint(), this.plan.id(), List.of())
				: LiveSide.of(sides.source(), sides.sourceEndpoint(), sides.targetEndpoint(), this.plan.id(),
						List.of());
		try (Connection connection = side.connect()) {
			Waiting waiting = Waiting.in(side, queues, connection);
			return new Progress.Sync(last.applied(), waiting.notes(), Math.max(last.maxLag(), waiting.notes()),
					waiting.oldestSeconds());
		}
	}

}
