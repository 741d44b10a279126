package dev.drover.job;

import dev.drover.ledger.MigrationRecord;
import dev.drover.phase.Phase;
import dev.drover.plan.CutoverSettings;

/**
 * What helps against rejects: that depends on whether changes of the source still come by
 * themselves.
 */
final class RejectCure {

	private RejectCure() {
	}

	static String of(MigrationRun run) {
		String id = run.plan().id();
		boolean completed = run.ledger()
			.find(id)
			.map(MigrationRecord::phase)
			.filter(Phase.COMPLETED::equals)
			.isPresent();
		if (!Following.wanted(run) || (completed && run.plan().cutover().gate() == CutoverSettings.Gate.NEVER)) {
			return "correct them in the source, then drover verify " + id + " --repair";
		}
		return completed ? "write those that are needed to " + run.targetEndpoint().name() + ", which is the owner now"
				: "correct them in the source, from where they come by themselves, then drover restart " + id;
	}

}
