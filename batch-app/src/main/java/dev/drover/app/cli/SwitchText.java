package dev.drover.app.cli;

import org.jspecify.annotations.Nullable;

import dev.drover.fault.DroverException;
import dev.drover.job.Outcome;
import dev.drover.progress.Report;

/**
 * What a command that switched the owner says.
 */
final class SwitchText {

	private SwitchText() {
	}

	/**
	 * Prints how it ended.
	 * @return the exit code
	 */
	static int print(String id, Outcome outcome) {
		DroverException failure = outcome.failure();
		if (failure != null) {
			throw failure;
		}
		Report.@Nullable CutoverReport cutover = outcome.report().cutover();
		if (cutover != null) {
			System.out.println(id + " is " + outcome.report().state() + ": " + cutover.owner() + " is the owner, epoch "
					+ cutover.epoch() + ", writers were held up for " + cutover.writePauseMs()
					+ " ms; the way back is kept until drover finalize " + id);
		}
		return outcome.status().code();
	}

}
