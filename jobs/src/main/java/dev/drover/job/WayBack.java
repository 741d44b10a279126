package dev.drover.job;

import java.time.Clock;
import java.util.Optional;

import javax.sql.DataSource;

import dev.drover.ledger.Ledger;
import dev.drover.ledger.LiveRecords;
import dev.drover.ledger.MigrationRecord;
import dev.drover.ledger.ProgressRecords;
import dev.drover.ledger.RouteRecord;
import dev.drover.phase.Phase;

/**
 * What there is of a way back, by the ledger.
 */
final class WayBack {

	/** The route's epoch after the first switch. */
	private static final long FIRST = 1;

	private final DataSource control;

	private final Ledger ledger;

	WayBack(DataSource control, Ledger ledger) {
		this.control = control;
		this.ledger = ledger;
	}

	/**
	 * Whether a migration was switched while its source was in use, and nothing of that
	 * was taken away yet: the target may have taken writes.
	 */
	boolean moved(MigrationRecord known) {
		return live(known).lastSwitch().isPresent() && this.ledger.route(known.id()).isPresent();
	}

	/** Whether it was, and what the target took is noted there. */
	boolean kept(MigrationRecord known) {
		return Attempts.accepted(known).cutover().reverse() && moved(known);
	}

	/**
	 * Whether it was, and the job that did it has nothing left to do: it has done all its
	 * steps, or it was switched since by others, who don't come back to them.
	 */
	boolean open(MigrationRecord known) {
		return kept(known) && (switchedSince(known) || completed(known));
	}

	private boolean switchedSince(MigrationRecord known) {
		return this.ledger.route(known.id()).filter((route) -> route.epoch() > FIRST).isPresent();
	}

	private boolean completed(MigrationRecord known) {
		return new ProgressRecords(this.control, known.id(), Clock.systemUTC()).steps()
			.stream()
			.anyMatch((step) -> step.name().equals("cleanup") && step.status().equals("COMPLETED"));
	}

	/** Whether a switch was begun of which nobody knows how it ended. */
	boolean unsettled(MigrationRecord known) {
		return live(known).lastSwitch().filter((last) -> !last.ended()).isPresent();
	}

	/**
	 * Where a switch back was begun and is not made, and nothing of it is in doubt, what
	 * the operator may do in place of trying it again: the target is the owner as before.
	 */
	Optional<String> instead(MigrationRecord known) {
		if (known.phase() != Phase.ROLLING_BACK || !kept(known) || unsettled(known)) {
			return Optional.empty();
		}
		return this.ledger.route(known.id())
			.filter(WayBack::atTarget)
			.map((route) -> "drover finalize " + known.id() + " keeps the target as the owner");
	}

	/** Each switch goes to the other side, and the first one to the target. */
	private static boolean atTarget(RouteRecord route) {
		return route.epoch() % 2 == FIRST;
	}

	private LiveRecords live(MigrationRecord known) {
		return new LiveRecords(this.control, known.id(), Clock.systemUTC());
	}

}
