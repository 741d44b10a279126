package dev.drover.app.operate;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import dev.drover.job.Migrations;
import dev.drover.progress.ProgressListener;

/**
 * A process that stays and does many things: all are told when it ends.
 */
final class ServingStops implements Stops {

	// guarded by this
	private final Set<Runnable> open = new HashSet<>();

	// guarded by this
	private boolean ending;

	@Override
	public <T> T during(Migrations migrations, ProgressListener listener, Supplier<T> work) {
		return until(migrations::stop, work);
	}

	@Override
	public <T> T closing(Migrations migrations, Supplier<T> work) {
		return until(migrations::stop, work);
	}

	/** Does it; the other is called if the process ends meanwhile. */
	<T> T until(Runnable stop, Supplier<T> work) {
		// a reference to a method is equal to none but itself
		begun(stop);
		try {
			return work.get();
		}
		finally {
			ended(stop);
		}
	}

	private synchronized void begun(Runnable stop) {
		this.open.add(stop);
		if (this.ending) {
			stop.run();
		}
	}

	private synchronized void ended(Runnable stop) {
		this.open.remove(stop);
	}

	/** All that goes on, and all that begins from now on, is to stop. */
	void stop() {
		List<Runnable> told;
		synchronized (this) {
			this.ending = true;
			told = List.copyOf(this.open);
		}
		told.forEach(Runnable::run);
	}

	/** Whether the process ends. */
	synchronized boolean ending() {
		return this.ending;
	}

}
