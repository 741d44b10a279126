package dev.drover.app.cli;

import java.util.List;
import java.util.function.Supplier;

import dev.drover.progress.Progress;
import dev.drover.progress.ProgressListener;
import dev.drover.progress.StepCheckpoint;

/**
 * Several who follow one attempt.
 */
final class FollowedBy implements ProgressListener, AutoCloseable {

	private final List<ProgressListener> listeners;

	FollowedBy(ProgressListener... listeners) {
		this.listeners = List.of(listeners);
	}

	@Override
	public void begun(Supplier<Progress> progress) {
		this.listeners.forEach((listener) -> listener.begun(progress));
	}

	@Override
	public void stepBegun(String step) {
		this.listeners.forEach((listener) -> listener.stepBegun(step));
	}

	@Override
	public void stepEnded(StepCheckpoint step) {
		this.listeners.forEach((listener) -> listener.stepEnded(step));
	}

	@Override
	public void notice(String text) {
		this.listeners.forEach((listener) -> listener.notice(text));
	}

	@Override
	public void ended() {
		this.listeners.forEach(ProgressListener::ended);
	}

	/** Nothing is shown any more; may be repeated. */
	@Override
	public void close() {
		ended();
	}

}
