package dev.drover.app.operate;

import org.jspecify.annotations.Nullable;

import dev.drover.job.RunOptions;
import dev.drover.job.Workers;

/**
 * Work that was given to a process which stays, as a file of its data directory says it.
 *
 * @param id the migration's id
 * @param plan the plan's text where it is to be run, or {@code null} where it is to be
 * gone on with
 * @param resume whether it was paused
 * @param wishes how it is carried out
 * @param caller who wants it
 * @param acceptedAt when it was given, milliseconds since 1970
 * @param process how owners of that process are called
 * @param begun whether its turn has come
 */
record Ticket(String id, @Nullable String plan, boolean resume, Wishes wishes, String caller, long acceptedAt,
		String process, boolean begun) {

	/** Its turn has come. */
	Ticket atWork() {
		return new Ticket(this.id, this.plan, this.resume, this.wishes, this.caller, this.acceptedAt, this.process,
				true);
	}

	/** The same for another process; what had begun is gone on with. */
	Ticket of(String heir) {
		return new Ticket(this.id, this.begun ? null : this.plan, this.resume && !this.begun, this.wishes, this.caller,
				this.acceptedAt, heir, false);
	}

	/**
	 * How it is carried out.
	 *
	 * @param force whether to go on over findings of level warning
	 * @param until where to stop, or {@code null}
	 * @param workers where partitions are worked off
	 */
	record Wishes(boolean force, RunOptions.@Nullable Until until, Workers workers) {

	}

}
