package dev.drover.app.operate;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

import dev.drover.job.Left;
import dev.drover.job.RunOptions;
import dev.drover.job.Workers;

/**
 * Work that was given to a process which stays, as a file of its data directory says it.
 *
 * @param id the migration's id
 * @param action what is to be done
 * @param plan the plan's text where it is to be run, else {@code null}
 * @param wishes how it is carried out
 * @param caller who wants it
 * @param acceptedAt when it was given, milliseconds since 1970
 * @param process how owners of that process are called
 * @param mark how the migration was when it was given
 * @param begun whether its turn has come
 */
record Ticket(String id, Action action, @Nullable String plan, Wishes wishes, String caller, long acceptedAt,
		String process, String mark, boolean begun) {

	Ticket {
		// a file may lack what another version did not write
		Objects.requireNonNull(action, "action");
		Objects.requireNonNull(wishes, "wishes");
		Objects.requireNonNull(process, "process");
		Objects.requireNonNull(mark, "mark");
	}

	/** Its turn has come. */
	Ticket atWork() {
		return new Ticket(this.id, this.action, this.plan, this.wishes, this.caller, this.acceptedAt, this.process,
				this.mark, true);
	}

	/** The same for the process that does it now. */
	Ticket of(String heir, Left left) {
		boolean again = left == Left.GO_ON && this.action.forward();
		return new Ticket(this.id, again ? Action.RESTART : this.action, again ? null : this.plan, this.wishes,
				this.caller, this.acceptedAt, heir, this.mark, false);
	}

	/** What is to be done with a migration. */
	enum Action {

		RUN, RESTART, RESUME, ROLLBACK, CUTOVER, FINALIZE;

		/** Whether it is on the way from the source to the target. */
		boolean forward() {
			return this == RUN || this == RESTART || this == RESUME;
		}

	}

	/**
	 * How it is carried out.
	 *
	 * @param force whether to go on over findings of level warning, or as the command has
	 * it
	 * @param until where to stop, or {@code null}
	 * @param workers where partitions are worked off
	 */
	record Wishes(boolean force, RunOptions.@Nullable Until until, Workers workers) {

		static final Wishes NONE = new Wishes(false, null, Workers.LOCAL);

	}

}
