package dev.drover.app.cli;

import org.jspecify.annotations.Nullable;

import dev.drover.job.Outcome;

/**
 * Prints how an attempt or a comparison ended.
 */
final class Ending {

	private Ending() {
	}

	/** The report to stdout, what went wrong to stderr; gives the exit status. */
	static int of(Outcome outcome, boolean json, LogFile log) {
		if (json) {
			System.out.println(outcome.json());
		}
		else {
			System.out.print(ReportText.of(outcome.report()));
		}
		System.out.flush();
		@Nullable String message = outcome.message();
		if (message != null) {
			System.err.println(message);
			log.line(message);
		}
		log.line(outcome.report().id() + " ended " + outcome.report().state() + ", exit status "
				+ outcome.status().code());
		return outcome.status().code();
	}

}
