package dev.drover.apply;

import org.jspecify.annotations.Nullable;

import dev.drover.capture.Queues;
import dev.drover.engine.live.Watched;

/**
 * How far a sweep has come in the queue of one table. It goes to where the queue ended at
 * its first batch: what writers go on to note is for the next sweep, else none would end
 * where they are faster.
 */
final class Stretch {

	private final Watched table;

	private @Nullable String last;

	private @Nullable String end;

	private boolean walked;

	Stretch(Watched table) {
		this.table = table;
	}

	Watched table() {
		return this.table;
	}

	/**
	 * The note that was taken last: what is behind it has just been deleted, and would
	 * have to be walked over.
	 */
	@Nullable String last() {
		return this.last;
	}

	/** Where it ends, or {@code null} as long as nobody needs to know. */
	@Nullable String end() {
		return this.end;
	}

	void endsAt(String place) {
		this.end = place;
	}

	/**
	 * A batch has been applied.
	 * @param full whether there may be more
	 */
	void passed(Queues.Notes taken, boolean full) {
		this.last = taken.last();
		this.walked = !full;
	}

	/** Whether all of it has been applied. */
	boolean walked() {
		return this.walked;
	}

}
