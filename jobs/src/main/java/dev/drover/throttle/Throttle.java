package dev.drover.throttle;

import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import dev.drover.plan.ThrottleSettings;

/**
 * Lets work go on as fast as the plan allows. One for all workers of an attempt in a
 * process, so that they share what is allowed; processes have a part of it each.
 */
public final class Throttle {

	private static final long LOOK_MILLIS = 20;

	/** How old the source's load may be. */
	private static final double LOAD_SECONDS = 0.5;

	/** So long after it has waited last, it is still said to wait. */
	private static final double SHOWN_SECONDS = 2;

	/** Who goes as fast as that was held up, though chunks are large. */
	private static final double NEARLY = 0.8;

	private final ThrottleSettings settings;

	private final LongSupplier nanos;

	private final LongSupplier load;

	private final @Nullable Flow rows;

	private final @Nullable Flow megabytes;

	// guarded by this
	private long running;

	// guarded by this
	private double askedAt = Double.NEGATIVE_INFINITY;

	// guarded by this
	private Decision last = Decision.GO;

	// guarded by this
	private double heldAt = Double.NEGATIVE_INFINITY;

	// guarded by this
	private double waited;

	// guarded by this
	private double part = 1;

	/**
	 * Creates it.
	 * @param nanos a clock
	 * @param load tells how many statements of others run at the source; asked only if
	 * the plan bounds them
	 */
	public Throttle(ThrottleSettings settings, LongSupplier nanos, LongSupplier load) {
		this.settings = settings;
		this.nanos = nanos;
		this.load = load;
		Long rowsAllowed = settings.rowsPerSecond();
		Double megabytesAllowed = settings.mbPerSecond();
		this.rows = (rowsAllowed == null) ? null : new Flow(rowsAllowed, now());
		this.megabytes = (megabytesAllowed == null) ? null : new Flow(megabytesAllowed, now());
	}

	/** Work begins: what was not used before it does not count. */
	public synchronized void begin() {
		if (this.rows != null) {
			this.rows.begin(now());
		}
		if (this.megabytes != null) {
			this.megabytes.begin(now());
		}
	}

	/**
	 * From now on this is one of several that share what is allowed.
	 * @param mine its part, above 0 and at most 1
	 */
	public synchronized void part(double mine) {
		this.part = mine;
	}

	/** Rows were copied, applied or read. */
	public synchronized void took(long rowCount, long bytes) {
		if (this.rows != null) {
			this.rows.took(rowCount / this.part, now());
		}
		if (this.megabytes != null) {
			this.megabytes.took(bytes / 1e6 / this.part, now());
		}
	}

	/**
	 * Rows were applied by who can't wait, such as under the gate; those who come after
	 * him don't wait for long.
	 */
	public synchronized void tookAtOnce(long rowCount, long bytes) {
		if (this.rows != null) {
			this.rows.tookAtOnce(rowCount / this.part, now());
		}
		if (this.megabytes != null) {
			this.megabytes.tookAtOnce(bytes / 1e6 / this.part, now());
		}
	}

	/**
	 * Others that share what is allowed go so fast now: where that is what is allowed,
	 * they wait for it.
	 */
	public synchronized void elsewhere(double rowsPerSecond, double mbPerSecond) {
		Long rowsAllowed = this.settings.rowsPerSecond();
		Double megabytesAllowed = this.settings.mbPerSecond();
		Decision theirs = Decision.GO;
		if (rowsAllowed != null && rowsPerSecond >= NEARLY * rowsAllowed) {
			theirs = rowsBound();
		}
		else if (megabytesAllowed != null && mbPerSecond >= NEARLY * megabytesAllowed) {
			theirs = megabytesBound();
		}
		if (!theirs.go()) {
			this.last = theirs;
			this.heldAt = now();
		}
	}

	private Decision rowsBound() {
		return new Decision(Decision.Bound.ROWS,
				String.format(Locale.ROOT, "throttle.rows_per_second allows %,d", this.settings.rowsPerSecond()));
	}

	private Decision megabytesBound() {
		return new Decision(Decision.Bound.MEGABYTES, "throttle.mb_per_second allows " + this.settings.mbPerSecond());
	}

	/** Whether work goes on now. */
	public synchronized Decision decide() {
		double now = now();
		Decision decision = decide(now);
		if (!decision.go()) {
			this.last = decision;
			this.heldAt = now;
		}
		return decision;
	}

	private Decision decide(double now) {
		if (this.rows != null && this.rows.open(now)) {
			return rowsBound();
		}
		if (this.megabytes != null && this.megabytes.open(now)) {
			return megabytesBound();
		}
		Long allowed = this.settings.maxSourceLoad();
		if (allowed == null) {
			return Decision.GO;
		}
		if (now - this.askedAt >= LOAD_SECONDS) {
			this.running = this.load.getAsLong();
			this.askedAt = now;
		}
		return (this.running <= allowed) ? Decision.GO : new Decision(Decision.Bound.SOURCE_LOAD,
				this.running + " statements run at the source, throttle.max_source_load allows " + allowed);
	}

	/**
	 * Waits until work may go on.
	 * @param wanted whether it is still wanted
	 */
	public void await(BooleanSupplier wanted) {
		double from = now();
		boolean held = false;
		while (wanted.getAsBoolean() && !decide().go() && pause()) {
			held = true;
		}
		if (held) {
			synchronized (this) {
				this.waited += now() - from;
			}
		}
	}

	private synchronized boolean pause() {
		try {
			wait(LOOK_MILLIS);
			return true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/** Why work waits, or has waited a moment ago. */
	public synchronized Decision shown() {
		return (now() - this.heldAt < SHOWN_SECONDS) ? this.last : Decision.GO;
	}

	/** Time that workers have waited, summed over them. */
	public synchronized double waitedSeconds() {
		return this.waited;
	}

	private double now() {
		return this.nanos.getAsLong() / 1e9;
	}

}
