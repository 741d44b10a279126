package dev.drover.app.operate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

import dev.drover.command.FailureLog;
import dev.drover.command.Printable;
import dev.drover.fault.DroverException;
import dev.drover.fault.Failures;
import dev.drover.progress.ProgressListener;

/**
 * Says what a process that stays does, a line each with the time.
 *
 * @param lines takes the lines
 * @param failures takes stack traces
 */
record Teller(Consumer<String> lines, FailureLog failures) {

	void tell(String text) {
		String time = Instant.now().truncatedTo(ChronoUnit.SECONDS) + " ";
		Printable.of(text).lines().forEach((line) -> this.lines.accept(time + line));
	}

	/** Something has failed. */
	void failed(String id, RuntimeException failure) {
		DroverException told = (failure instanceof DroverException known) ? known : Failures.unexpected(failure);
		tell(id + " " + this.failures.keep(told));
	}

	/** Follows an attempt. */
	ProgressListener following(String id) {
		return new ProgressListener() {

			@Override
			public void stepBegun(String step) {
				tell(id + " step " + step);
			}

			@Override
			public void notice(String text) {
				tell(id + " " + text);
			}

		};
	}

}
