package dev.drover.job;

import java.sql.SQLException;

import dev.drover.plan.CopySettings;
import dev.drover.plan.ThrottleSettings;
import dev.drover.progress.ProgressMeter;
import dev.drover.throttle.Decision;
import dev.drover.throttle.Throttle;

/**
 * How fast an attempt goes: what its workers take of both databases, and how long they
 * wait for more.
 */
final class Pace implements AutoCloseable {

	private final ThrottleSettings settings;

	private volatile Throttle throttle;

	private final SourceLoad load;

	private final ProgressMeter meter;

	private final Halt halt;

	private volatile boolean free;

	Pace(ThrottleSettings settings, Sides sides, ProgressMeter meter, Halt halt) {
		this.settings = settings;
		this.load = new SourceLoad(sides);
		this.throttle = new Throttle(settings, System::nanoTime, this.load);
		this.meter = meter;
		this.halt = halt;
	}

	/** What is allowed is shared with other runs of this process. */
	void sharing(Throttle common) {
		this.throttle = common;
	}

	/** Asked before each batch by who applies changes. */
	Throttle throttle() {
		return this.throttle;
	}

	/** Chunks that are small enough to flow steadily. */
	CopySettings chunks(CopySettings copy) {
		return this.settings.smoothing(copy);
	}

	/** A chunk is in the target; returns when the next one may be begun. */
	void copied(long rows, long bytes) {
		this.throttle.took(rows, bytes);
		await();
	}

	/** Rows were compared; returns when more may be. */
	void compared(long rows) {
		this.throttle.took(rows, bytes(rows));
		await();
	}

	/**
	 * Changes were applied.
	 * @param waiting whether the throttle is asked before more are
	 */
	void applied(long rows, boolean waiting) {
		if (waiting) {
			this.throttle.took(rows, bytes(rows));
		}
		else {
			this.throttle.tookAtOnce(rows, bytes(rows));
		}
	}

	/** By the average of the copy: who reads them anew does not measure them. */
	private long bytes(long rows) {
		return (this.settings.mbPerSecond() == null) ? 0 : (long) (rows * this.meter.bytesPerRow());
	}

	/** Workers elsewhere go so fast. */
	void elsewhere(double rowsPerSecond) {
		this.throttle.elsewhere(rowsPerSecond, rowsPerSecond * this.meter.bytesPerRow() / 1e6);
	}

	private void await() {
		this.throttle.await(() -> !this.free && !this.halt.requested());
	}

	/** Nothing waits while writers are held up. */
	void free(boolean held) {
		this.free = held;
	}

	/** Why work waits. */
	Decision shown() {
		return this.throttle.shown();
	}

	@Override
	public void close() throws SQLException {
		this.load.close();
	}

}
