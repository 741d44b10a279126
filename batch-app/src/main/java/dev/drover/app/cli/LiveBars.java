package dev.drover.app.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import dev.drover.progress.Progress;
import dev.drover.progress.ProgressListener;
import dev.drover.progress.StepCheckpoint;

/**
 * Draws progress at the bottom of a terminal. Each picture is one write, over the last
 * one, so that nothing flickers; lines that stay scroll above it.
 */
final class LiveBars implements ProgressListener {

	private static final long REDRAW_MILLIS = 250;

	private final Picture picture;

	private final BarText text;

	private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "progress-bars");
		thread.setDaemon(true);
		return thread;
	});

	private @Nullable Supplier<Progress> progress;

	private boolean ended;

	LiveBars(PrintStream out, Terminal terminal) {
		this.picture = new Picture(out);
		this.text = new BarText(terminal);
	}

	@Override
	public synchronized void begun(Supplier<Progress> snapshots) {
		this.progress = snapshots;
		this.timer.scheduleWithFixedDelay(this::redraw, 0, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
	}

	@Override
	public synchronized void stepEnded(StepCheckpoint step) {
		above(step.step() + " " + step.status() + " " + Figures.duration(step.seconds()));
	}

	@Override
	public synchronized void notice(String line) {
		above(line);
	}

	/** The bars go, what stays is the lines above them. */
	@Override
	public synchronized void ended() {
		if (!this.ended) {
			this.ended = true;
			this.timer.shutdownNow();
			this.picture.draw("", List.of());
		}
	}

	private synchronized void redraw() {
		if (!this.ended && this.progress != null) {
			this.picture.draw("", this.text.of(this.progress.get()));
		}
	}

	private void above(String line) {
		if (!this.ended) {
			this.picture.draw(line + "\n", (this.progress == null) ? List.of() : this.text.of(this.progress.get()));
		}
	}

}
