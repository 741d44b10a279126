package dev.drover.job;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.drover.progress.Progress;
import dev.drover.progress.ProgressListener;
import dev.drover.progress.StepCheckpoint;

/**
 * Lets a listener see one attempt where the job is run several times.
 */
final class SteadyListener implements ProgressListener, AutoCloseable {

	private final ProgressListener listener;

	private volatile @Nullable Supplier<Progress> progress;

	SteadyListener(ProgressListener listener) {
		this.listener = listener;
	}

	@Override
	public synchronized void begun(Supplier<Progress> now) {
		boolean first = this.progress == null;
		this.progress = now;
		if (first) {
			this.listener.begun(this::now);
		}
	}

	private Progress now() {
		Supplier<Progress> latest = this.progress;
		if (latest == null) {
			throw new IllegalStateException("asked before the attempt began");
		}
		return latest.get();
	}

	@Override
	public void stepBegun(String step) {
		this.listener.stepBegun(step);
	}

	@Override
	public void stepEnded(StepCheckpoint step) {
		this.listener.stepEnded(step);
	}

	@Override
	public void notice(String text) {
		this.listener.notice(text);
	}

	/** One run of the job has ended; the attempt has not. */
	@Override
	public void ended() {
	}

	@Override
	public void close() {
		if (this.progress != null) {
			this.listener.ended();
		}
	}

}
