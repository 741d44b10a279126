package dev.drover.app.cli;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.drover.command.Printable;
import dev.drover.progress.Progress;
import dev.drover.progress.ProgressListener;
import dev.drover.progress.StepCheckpoint;

/**
 * Progress in plain lines: one when a step begins and when it ends, and one after each
 * interval.
 */
final class PlainLines implements ProgressListener {

	private final Consumer<String> out;

	private final Duration interval;

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "progress-lines");
		thread.setDaemon(true);
		return thread;
	});

	/**
	 * Creates the view.
	 * @param out takes a line and puts the time before it
	 * @param interval time between two lines while a step goes on
	 */
	PlainLines(Consumer<String> out, Duration interval) {
		this.out = out;
		this.interval = interval;
	}

	@Override
	public void begun(Supplier<Progress> progress) {
		this.timer.scheduleAtFixedRate(() -> line(PlainText.of(progress.get())), this.interval.toMillis(),
				this.interval.toMillis(), TimeUnit.MILLISECONDS);
	}

	@Override
	public void stepBegun(String step) {
		line("step " + step);
	}

	@Override
	public void stepEnded(StepCheckpoint step) {
		if (!step.status().equals("COMPLETED")) {
			line("step " + step.step() + " " + step.status() + " after " + Figures.duration(step.seconds()));
		}
	}

	@Override
	public void notice(String text) {
		line(text);
	}

	@Override
	public void ended() {
		this.timer.shutdownNow();
	}

	private synchronized void line(String text) {
		this.out.accept(Printable.of(text));
	}

}
