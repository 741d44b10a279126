package dev.drover.job;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

import dev.drover.ledger.MigrationRecord;
import dev.drover.plan.Secrets;

/**
 * The migrations that a worker has to do with. What is kept of one goes when its last
 * partition is some seconds away: connections are others' too.
 */
final class WorkerSites implements AutoCloseable {

	private static final long REST_NANOS = 5_000_000_000L;

	private final LongSupplier nanoTime;

	private final List<Visited> visited = new ArrayList<>();

	WorkerSites(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/** The site of an attempt; tables may be others in the next. */
	synchronized WorkerSite enter(MigrationRecord record, Secrets secrets) {
		Visited found = this.visited.stream()
			.filter((each) -> each.id.equals(record.id()) && each.execution == record.jobExecutionId())
			.findFirst()
			.orElse(null);
		if (found == null) {
			found = new Visited(record.id(), record.jobExecutionId(),
					new WorkerSite(Attempts.accepted(record), secrets));
			this.visited.add(found);
		}
		found.guests++;
		return found.site;
	}

	synchronized void leave(WorkerSite site) {
		for (Visited each : this.visited) {
			if (each.site == site) {
				each.guests--;
				each.leftAt = this.nanoTime.getAsLong();
			}
		}
	}

	/** Those that somebody is at. */
	synchronized List<WorkerSite> used() {
		return this.visited.stream().filter((each) -> each.guests > 0).map((each) -> each.site).toList();
	}

	/** Lets go of what nobody has used for some seconds. */
	synchronized void tidy() throws SQLException {
		long now = this.nanoTime.getAsLong();
		for (Visited each : List.copyOf(this.visited)) {
			if (each.guests == 0 && now - each.leftAt > REST_NANOS) {
				this.visited.remove(each);
				each.site.close();
			}
		}
	}

	@Override
	public synchronized void close() throws SQLException {
		for (Visited each : this.visited) {
			each.site.close();
		}
		this.visited.clear();
	}

	private static final class Visited {

		private final String id;

		private final long execution;

		private final WorkerSite site;

		private int guests;

		private long leftAt;

		private Visited(String id, long execution, WorkerSite site) {
			this.id = id;
			this.execution = execution;
			this.site = site;
		}

	}

}
