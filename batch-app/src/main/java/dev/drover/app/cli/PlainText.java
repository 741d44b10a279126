package dev.drover.app.cli;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.drover.progress.Progress;

/**
 * Progress in one plain line.
 */
final class PlainText {

	private PlainText() {
	}

	static String of(Progress progress) {
		StringBuilder line = new StringBuilder(64);
		line.append(progress.id()).append(' ').append((progress.step() == null) ? progress.state() : progress.step());
		@Nullable Long total = progress.rowsTotal();
		boolean comparing = StepFigures.comparing(progress);
		long done = comparing ? StepFigures.compared(progress) : progress.rowsCopied();
		line.append(": ").append(Figures.count(done));
		if (total != null) {
			line.append(" of ")
				.append(Figures.count(total))
				.append(" rows (")
				.append(Figures.percent(done, total))
				.append(" %)");
		}
		else {
			line.append(" rows");
		}
		line.append(comparing ? " compared" : " copied");
		if (progress.rowsPerSecond() > 0) {
			line.append(", ").append(Figures.rate(progress.rowsPerSecond())).append(" rows/s");
		}
		if (progress.mbPerSecond() > 0) {
			line.append(String.format(Locale.ROOT, ", %.1f MB/s", progress.mbPerSecond()));
		}
		if (progress.etaSeconds() != null) {
			line.append(", ETA ").append(Figures.clock(progress.etaSeconds()));
		}
		if (progress.partitions().total() > 0) {
			line.append(", partitions ")
				.append(progress.partitions().completed())
				.append(" of ")
				.append(progress.partitions().total());
		}
		Progress.Sync sync = progress.sync();
		if (sync.applied() + sync.lag() > 0) {
			line.append(", ")
				.append(Figures.counted(sync.applied(), "change"))
				.append(" applied, ")
				.append(waiting(sync));
		}
		if (progress.waitsFor() != null) {
			line.append(", waits: ").append(progress.waitsFor());
		}
		return line.toString();
	}

	/** Changes that wait. */
	static String waiting(Progress.Sync sync) {
		@Nullable Double oldest = sync.oldestSeconds();
		return Figures.count(sync.lag()) + " wait"
				+ ((oldest == null) ? "" : ", the oldest for " + Figures.duration(oldest));
	}

}
