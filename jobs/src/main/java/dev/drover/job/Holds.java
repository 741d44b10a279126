package dev.drover.job;

import java.util.Locale;

import dev.drover.throttle.Decision;

/**
 * Writes down when the throttle begins to hold an attempt up, and when it has ended.
 */
final class Holds {

	private final MigrationRun run;

	private Decision.Bound bound = Decision.Bound.NONE;

	private double waitedBefore;

	Holds(MigrationRun run) {
		this.run = run;
	}

	/** Looks whether that has changed. */
	synchronized void look() {
		become(this.run.pace().shown());
	}

	/** The attempt is over. */
	synchronized void end() {
		become(Decision.GO);
	}

	private void become(Decision now) {
		if (now.bound() == this.bound) {
			return;
		}
		double waited = this.run.pace().throttle().waitedSeconds();
		if (this.bound != Decision.Bound.NONE) {
			this.run.audit("throttle", String.format(Locale.ROOT, "goes on; workers have waited %.1f s in all for %s",
					waited - this.waitedBefore, word(this.bound)));
		}
		if (!now.go()) {
			this.run.audit("throttle", "holds up: " + now.reason());
		}
		this.bound = now.bound();
		this.waitedBefore = waited;
	}

	private static String word(Decision.Bound bound) {
		return switch (bound) {
			case ROWS -> "throttle.rows_per_second";
			case MEGABYTES -> "throttle.mb_per_second";
			case SOURCE_LOAD -> "throttle.max_source_load";
			case NONE -> "";
		};
	}

}
