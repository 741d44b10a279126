package dev.drover.app.cli;

import dev.drover.command.FailureLog;
import dev.drover.command.Printable;
import dev.drover.fault.DroverException;
import dev.drover.job.Outcome;

/**
 * Prints how an attempt or a comparison ended.
 */
final class Ending {

	private Ending() {
	}

	/** The report to stdout, what went wrong to stderr; gives the exit status. */
	static int of(Outcome outcome, boolean json, LogFile log, FailureLog failures) {
		if (json) {
			System.out.println(outcome.json());
		}
		else {
			System.out.print(Printable.of(ReportText.of(outcome.report())));
		}
		System.out.flush();
		DroverException failure = outcome.failure();
		if (failure != null) {
			System.err.println(failures.keep(failure));
			log.line(String.valueOf(failure.getMessage()));
		}
		log.line(outcome.report().id() + " ended " + outcome.report().state() + ", exit status "
				+ outcome.status().code());
		return outcome.status().code();
	}

}
