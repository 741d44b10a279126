package dev.drover.app.cli;

import org.jspecify.annotations.Nullable;

import dev.drover.fault.DroverException;
import dev.drover.fault.ExitStatus;
import dev.drover.job.Outcome;
import dev.drover.progress.Report;

/**
 * What a command says that came after the switch.
 */
final class SwitchText {

	private SwitchText() {
	}

	/**
	 * Prints how a change of the owner ended.
	 * @return the exit code
	 */
	static int print(String id, Outcome outcome) {
		Report.@Nullable CutoverReport cutover = outcome.report().cutover();
		return print(outcome, false,
				(cutover == null) ? id + " is " + outcome.report().state()
						: id + " is " + outcome.report().state() + ": " + cutover.owner() + " is the owner, epoch "
								+ cutover.epoch() + ", writers were held up for " + cutover.writePauseMs()
								+ " ms; the way back is kept until drover finalize " + id);
	}

	/**
	 * Prints how a command ended.
	 * @param json whether the report is printed, and nothing else
	 * @param done what is said if it ended well
	 * @return the exit code
	 * @throws DroverException what went wrong
	 */
	static int print(Outcome outcome, boolean json, String done) {
		if (json) {
			System.out.println(outcome.json());
		}
		DroverException failure = outcome.failure();
		if (failure != null) {
			throw failure;
		}
		if (!json) {
			System.out.println((outcome.status() == ExitStatus.DONE) ? done
					: outcome.report().id() + " was stopped; call it again");
		}
		return outcome.status().code();
	}

}
