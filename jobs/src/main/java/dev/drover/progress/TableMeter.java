package dev.drover.progress;

import org.jspecify.annotations.Nullable;

/**
 * The counts of one table; guarded by its {@link ProgressMeter}.
 */
final class TableMeter {

	private final String name;

	private final String targetName;

	private final long total;

	private final RateWindow rows = new RateWindow();

	private final RateWindow bytesRate = new RateWindow();

	private long copied;

	private long discarded;

	private long bytes;

	private long compared;

	private long verified;

	private long differences;

	private boolean done;

	TableMeter(String name, String targetName, long total) {
		this.name = name;
		this.targetName = targetName;
		this.total = total;
	}

	void copiedBefore(long rowsThere, long rowsOfAllAttempts, long bytesBefore) {
		this.copied = rowsOfAllAttempts;
		this.discarded = rowsOfAllAttempts - rowsThere;
		this.bytes = bytesBefore;
	}

	void committed(long addedRows, long addedBytes) {
		this.copied += addedRows;
		this.bytes += addedBytes;
	}

	void discarded(long rowsThrownAway) {
		this.discarded += rowsThrownAway;
	}

	void compared(long addedRows) {
		this.compared += addedRows;
	}

	void verified(long rowsEqual, long rowsDifferent) {
		this.verified = rowsEqual;
		this.differences = rowsDifferent;
		this.done = true;
	}

	/** A step begins: rates start from here, and a comparison from nothing. */
	void begin(MeteredStep step, double now) {
		if (step == MeteredStep.COMPARING) {
			this.compared = 0;
			this.verified = 0;
			this.differences = 0;
			this.done = false;
		}
		this.rows.restart(now, counted(step));
		this.bytesRate.restart(now, this.bytes);
	}

	private long counted(MeteredStep step) {
		return (step == MeteredStep.COMPARING) ? this.compared : this.copied;
	}

	private long open(MeteredStep step) {
		if (step == MeteredStep.COMPARING) {
			return this.done ? 0 : Math.max(0, this.total - this.compared);
		}
		return Math.max(0, this.total - (this.copied - this.discarded));
	}

	TableProgress snapshot(MeteredStep step, double now) {
		boolean working = step != MeteredStep.OTHER;
		this.rows.note(now, counted(step));
		this.bytesRate.note(now, this.bytes);
		long open = open(step);
		double rate = (working && open > 0) ? this.rows.perSecond(now, counted(step)) : 0;
		double byteRate = (step == MeteredStep.COPYING && open > 0) ? this.bytesRate.perSecond(now, this.bytes) : 0;
		@Nullable Double eta = (this.total < 0 || rate <= 0) ? null : Double.valueOf(open / rate);
		return new TableProgress(this.name, this.targetName, (this.total < 0) ? null : Long.valueOf(this.total),
				this.copied, this.compared, this.verified, this.differences, this.bytes, rate, byteRate / 1_000_000,
				eta);
	}

	long total() {
		return this.total;
	}

	long openRows(MeteredStep step) {
		return (this.total < 0) ? 0 : open(step);
	}

	long countedRows(MeteredStep step) {
		return counted(step);
	}

	long copied() {
		return this.copied;
	}

	long bytes() {
		return this.bytes;
	}

}
