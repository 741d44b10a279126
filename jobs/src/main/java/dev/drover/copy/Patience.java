package dev.drover.copy;

import java.util.List;

import dev.drover.engine.Reject;

/**
 * How long rejects of one chunk are looked for. A chunk of bad rows takes its time, and
 * neither a stop nor more rejects than are borne should have to wait for its end.
 */
final class Patience {

	private final CopyListener listener;

	private final String table;

	private final String partition;

	private final long chunk;

	private long borne = -1;

	Patience(CopyListener listener, String table, String partition, long chunk) {
		this.listener = listener;
		this.table = table;
		this.partition = partition;
		this.chunk = chunk;
	}

	/**
	 * Whether to go on.
	 * @param rejects those of the chunk that are known so far; the listener's exception
	 * ends it if they are too many
	 */
	boolean lasts(List<Reject> rejects) {
		if (this.borne < 0 && !rejects.isEmpty()) {
			this.borne = this.listener.rejectsBorne();
		}
		if (!rejects.isEmpty() && rejects.size() > this.borne) {
			this.listener.rejected(this.table, this.partition, this.chunk, rejects);
			// others were taken back meanwhile; from now on these count as well
			this.borne = rejects.size() + this.listener.rejectsBorne();
		}
		return !this.listener.stopRequested();
	}

}
