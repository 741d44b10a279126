package dev.drover.apply;

import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import dev.drover.throttle.Throttle;

/**
 * Applies changes all the time, in a thread of its own, until it is told to pause. Others
 * may wait until what was noted before has been applied.
 */
public final class Follower implements AutoCloseable {

	private static final long IDLE_MILLIS = 20;

	private static final long LOOK_MILLIS = 100;

	/** So many times as long as a look takes it is not looked again. */
	private static final long LOOK_SHARE = 20;

	/** Per table; more is only called more. */
	private static final long COUNTED = 100_000;

	private static final long WATCH_MILLIS = 5_000;

	private final Applier applier;

	private final Runnable watch;

	private long watchedAt = millis();

	private final Consumer<Throwable> failed;

	private final Throttle throttle;

	private @Nullable Thread thread;

	private volatile boolean running;

	// guarded by this
	private long begun;

	// guarded by this
	private long completed;

	// guarded by this
	private boolean broken;

	/** What was noted before this moment has been applied. */
	private volatile long appliedUntil = System.nanoTime();

	private volatile long lag;

	private volatile long maxLag;

	private long nextLook;

	/**
	 * Creates it; it does not run yet.
	 * @param throttle asked before each batch
	 * @param watch looks from time to time whether tables are what they were, or throws
	 * @param failed is told why it has ended
	 */
	public Follower(Applier applier, Throttle throttle, Runnable watch, Consumer<Throwable> failed) {
		this.watch = watch;
		this.applier = applier;
		this.throttle = throttle;
		this.failed = failed;
	}

	/** Goes on. */
	public synchronized void resume() {
		if (this.thread == null && !this.broken) {
			this.running = true;
			this.appliedUntil = System.nanoTime();
			Thread started = new Thread(this::run, "follower");
			started.setDaemon(true);
			started.start();
			this.thread = started;
		}
	}

	/** Pauses after the batch that is under way; what waits for it is let go. */
	public void pause() {
		Thread paused;
		synchronized (this) {
			paused = this.thread;
			this.thread = null;
			this.running = false;
			notifyAll();
		}
		if (paused != null) {
			join(paused);
		}
	}

	private static void join(Thread thread) {
		boolean interrupted = false;
		while (thread.isAlive()) {
			try {
				thread.join();
			}
			catch (InterruptedException ex) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private void run() {
		try {
			look();
			while (this.running) {
				sweep();
				lookAround();
			}
		}
		// also an error of the machine: else nobody would see the end of this thread
		catch (Throwable ex) {
			synchronized (this) {
				this.broken = true;
				notifyAll();
			}
			this.failed.accept(ex);
		}
	}

	private static long millis() {
		return System.nanoTime() / 1_000_000;
	}

	/** From time to time, in the middle of a sweep too, which may last. */
	private void lookAround() throws SQLException {
		if (millis() >= this.nextLook) {
			look();
		}
		if (millis() - this.watchedAt >= WATCH_MILLIS) {
			this.watch.run();
			this.watchedAt = millis();
		}
	}

	/** Counting many notes takes its time, which those who apply them want as well. */
	private void look() throws SQLException {
		long begun = millis();
		this.lag = this.applier.waiting(COUNTED);
		this.maxLag = Math.max(this.maxLag, this.lag);
		long ended = millis();
		this.nextLook = ended + LOOK_MILLIS + LOOK_SHARE * (ended - begun);
	}

	private void sweep() throws SQLException {
		long number;
		synchronized (this) {
			number = ++this.begun;
		}
		long from = System.nanoTime();
		long applied = this.applier.sweep(this::goesOn);
		synchronized (this) {
			if (this.running) {
				this.completed = number;
				this.appliedUntil = from;
				notifyAll();
				if (applied == 0) {
					this.lag = 0;
					idle();
				}
			}
		}
	}

	/** What was applied last is waited for before there is more. */
	private boolean goesOn() throws SQLException {
		lookAround();
		while (this.running && !this.throttle.decide().go()) {
			this.throttle.await(() -> this.running && millis() < this.nextLook);
			lookAround();
		}
		return this.running;
	}

	private synchronized void idle() {
		try {
			wait(IDLE_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Waits until everything that was noted before the call has been applied.
	 * @param wanted whether that is still wanted
	 * @return {@code false} if it is not, or the follower was paused or has failed
	 */
	public synchronized boolean awaitSweep(BooleanSupplier wanted) throws InterruptedException {
		long sweep = this.begun + 1;
		while (this.completed < sweep && this.running && !this.broken && wanted.getAsBoolean()) {
			wait(LOOK_MILLIS);
		}
		return this.completed >= sweep;
	}

	/** Whether it applies changes now. */
	public boolean running() {
		return this.running;
	}

	/**
	 * For how long the other side has not been known to hold everything that was noted
	 * before, in seconds.
	 */
	public double behindSeconds() {
		return (System.nanoTime() - this.appliedUntil) / 1e9;
	}

	/** What applies; for use while it is paused. */
	public Applier applier() {
		return this.applier;
	}

	/** Notes that waited when it was last looked. */
	public long lag() {
		return this.lag;
	}

	/** Most notes that ever waited. */
	public long maxLag() {
		return this.maxLag;
	}

	@Override
	public void close() throws SQLException {
		pause();
		this.applier.close();
	}

}
