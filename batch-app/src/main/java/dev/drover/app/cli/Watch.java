package dev.drover.app.cli;

import java.io.PrintStream;
import java.util.List;

import dev.drover.progress.Progress;
import dev.drover.progress.ProgressJson;

/**
 * Shows a migration again and again.
 */
interface Watch {

	void show(Progress progress);

	/** Takes away what is only of the moment. */
	default void clear() {
	}

	/** One object a line. */
	static Watch json(PrintStream out) {
		return (progress) -> {
			out.println(ProgressJson.compact(progress));
			out.flush();
		};
	}

	/** Bars on a terminal, a line a time elsewhere. */
	static Watch text(ProgressView view) {
		if (!view.terminal().live()) {
			return (progress) -> {
				view.out().println(PlainText.of(progress));
				view.out().flush();
			};
		}
		Picture picture = new Picture(view.out());
		BarText text = new BarText(view.terminal());
		return new Watch() {

			@Override
			public void show(Progress progress) {
				picture.draw("", text.of(progress));
			}

			@Override
			public void clear() {
				picture.draw("", List.of());
			}

		};
	}

}
