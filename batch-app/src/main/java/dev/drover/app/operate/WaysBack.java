package dev.drover.app.operate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.job.Kept;
import dev.drover.job.Served;

/**
 * Keeps the ways back of all migrations that have one and that nobody works on.
 */
final class WaysBack {

	/** Whoever was given way to has so long to begin. */
	private static final long GIVEN_WAY_NANOS = TimeUnit.SECONDS.toNanos(60);

	/** A migration without a way back gets none by waiting. */
	private static final long NONE_NANOS = TimeUnit.SECONDS.toNanos(20);

	/** What can't even begin is tried again so seldom. */
	private static final long FAILED_NANOS = TimeUnit.SECONDS.toNanos(60);

	private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

	private final Supplier<Served> served;

	private final ServingStops stops;

	private final Teller teller;

	private final ExecutorService threads = Executors.newCachedThreadPool((run) -> new Thread(run, "way-back"));

	// guarded by this
	private final Set<String> kept = new HashSet<>();

	// guarded by this
	private final Map<String, Rest> later = new HashMap<>();

	/**
	 * Creates it.
	 * @param served one for each way back
	 */
	WaysBack(Supplier<Served> served, ServingStops stops, Teller teller) {
		this.served = served;
		this.stops = stops;
		this.teller = teller;
	}

	/** Looks for ways back that nobody keeps. */
	void look() {
		Served known = this.served.get();
		known.completed().forEach((id, endedAt) -> {
			if (due(id, endedAt)) {
				Optional<Boolean> open = known.openWayBack(id);
				if (open.isPresent() && open.get()) {
					begin(id, endedAt);
				}
				else if (open.isPresent()) {
					rest(id, endedAt, NONE_NANOS);
				}
			}
		});
	}

	private synchronized boolean due(String id, long endedAt) {
		Rest rest = this.later.get(id);
		return !this.kept.contains(id) && (rest == null || rest.over(endedAt));
	}

	private synchronized void rest(String id, long endedAt, long nanos) {
		this.later.put(id, new Rest(endedAt, System.nanoTime() + nanos));
	}

	private synchronized void begin(String id, long endedAt) {
		if (!this.stops.ending()) {
			this.later.remove(id);
			this.kept.add(id);
			this.threads.execute(() -> keep(id, endedAt));
		}
	}

	private void keep(String id, long endedAt) {
		try {
			Served own = this.served.get();
			ended(id, endedAt, this.stops.until(own::stop, () -> own.keep(id, this.teller::tell)));
		}
		catch (RuntimeException ex) {
			this.teller.failed(id, ex);
			rest(id, endedAt, lost(ex) ? AGAIN_NANOS : FAILED_NANOS);
		}
		finally {
			synchronized (this) {
				this.kept.remove(id);
			}
		}
	}

	/** Whether it is only the control database that was away. */
	private static boolean lost(RuntimeException failure) {
		return failure instanceof DroverException known && known.code() == ErrorCode.CONN_006;
	}

	private synchronized void ended(String id, long endedAt, Kept why) {
		switch (why) {
			case GIVEN_WAY -> rest(id, endedAt, GIVEN_WAY_NANOS);
			case LOST -> rest(id, endedAt, AGAIN_NANOS);
			case STOPPED -> {
				this.teller.tell(id + " its changes wait, as an operator wants it");
				rest(id, endedAt, NONE_NANOS);
			}
			case ENDED -> {
			}
		}
	}

	/**
	 * Keeps one again that an operator has stopped.
	 * @return whether there is one
	 */
	boolean goOn(String id) {
		boolean again = this.served.get().mayKeepAgain(id);
		if (again) {
			goOnNow(id);
		}
		return again;
	}

	private synchronized void goOnNow(String id) {
		this.later.remove(id);
	}

	/** Waits until none is kept any more, once all were told to stop. */
	void await() {
		Threads.awaitEnd(this.threads);
	}

	/**
	 * A time in which a way back is not looked at.
	 *
	 * @param endedAt when the migration had ended; one that has ended again is another
	 * case
	 * @param until by {@link System#nanoTime()}
	 */
	private record Rest(long endedAt, long until) {

		boolean over(long endedNow) {
			return endedNow != this.endedAt || System.nanoTime() - this.until >= 0;
		}

	}

}
