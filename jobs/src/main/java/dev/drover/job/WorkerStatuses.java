package dev.drover.job;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import dev.drover.job.channel.WorkChannel;
import dev.drover.ledger.ClaimProgress;
import dev.drover.ledger.WorkerRecord;
import dev.drover.ledger.WorkerRecords;
import dev.drover.progress.Progress;

/**
 * What worker processes do for a migration, as a process that is none of them sees it.
 */
final class WorkerStatuses {

	private final WorkerRecords records;

	WorkerStatuses(DataSource control) {
		this.records = new WorkerRecords(control);
	}

	/** All of them, while partitions of the migration are given out. */
	List<Progress.WorkerProcess> of(String migration) {
		if (!this.records.wanted(migration)) {
			return List.of();
		}
		List<ClaimProgress> claims = this.records.progress(migration);
		List<Progress.WorkerProcess> statuses = new ArrayList<>();
		for (WorkerRecord worker : this.records.all()) {
			List<ClaimProgress> own = claims.stream().filter((claim) -> worker.id().equals(claim.worker())).toList();
			Progress.OwnerProcess process = Owner.process(worker.process(), true, worker.beatAt());
			statuses.add(new Progress.WorkerProcess(process.host(), process.pid(), worker.version(), state(worker),
					worker.labels(), own.stream().map(ClaimProgress::name).toList(),
					own.stream().mapToDouble(ClaimProgress::rowsPerSecond).sum(),
					Instant.ofEpochMilli(worker.beatAt()).toString()));
		}
		return statuses;
	}

	private static String state(WorkerRecord worker) {
		if (worker.silentMillis() >= Owner.LEASE_MILLIS || Owner.gone(worker.process())) {
			return "silent";
		}
		if (worker.protocol() != WorkChannel.PROTOCOL) {
			return "incompatible";
		}
		return worker.draining() ? "draining" : (worker.busy() > 0) ? "working" : "idle";
	}

}
