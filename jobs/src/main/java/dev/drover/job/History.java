package dev.drover.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import dev.drover.ledger.AuditRecord;
import dev.drover.ledger.Ledger;
import dev.drover.ledger.LiveRecords;
import dev.drover.ledger.PhaseRecord;
import dev.drover.progress.Report;

/**
 * What was done with a migration: commands and switches as they were written down, and
 * the changes of its phase.
 */
final class History {

	private History() {
	}

	/** In the order of time; of one moment commands come before what they did. */
	static List<Report.AuditReport> of(String id, Ledger ledger, LiveRecords live) {
		List<AuditRecord> all = new ArrayList<>(live.audit());
		ledger.phases(id).forEach((change) -> all.add(phase(change)));
		return all.stream()
			.sorted(Comparator.comparingLong(AuditRecord::atMillis))
			.map((record) -> new Report.AuditReport(Instant.ofEpochMilli(record.atMillis()).toString(), record.actor(),
					record.action(), record.detail()))
			.toList();
	}

	private static AuditRecord phase(PhaseRecord change) {
		return new AuditRecord(change.atMillis(), Owner.actor(change.owner()), "phase",
				change.from() + " to " + change.to());
	}

}
