package dev.drover.job;

import java.time.Clock;

import javax.sql.DataSource;

import dev.drover.ledger.Ledger;
import dev.drover.ledger.LiveRecords;
import dev.drover.ledger.MigrationRecord;
import dev.drover.ledger.ProgressRecords;

/**
 * What there is of a way back, by the ledger.
 */
final class WayBack {

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

	/** Whether it was, and its own job has done all its steps too. */
	boolean open(MigrationRecord known) {
		boolean completed = new ProgressRecords(this.control, known.id(), Clock.systemUTC()).steps()
			.stream()
			.anyMatch((step) -> step.name().equals("cleanup") && step.status().equals("COMPLETED"));
		return completed && kept(known);
	}

	/** Whether a switch was begun of which nobody knows how it ended. */
	boolean unsettled(MigrationRecord known) {
		return live(known).lastSwitch().filter((last) -> !last.ended()).isPresent();
	}

	private LiveRecords live(MigrationRecord known) {
		return new LiveRecords(this.control, known.id(), Clock.systemUTC());
	}

}
