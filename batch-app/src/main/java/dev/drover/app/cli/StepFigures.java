package dev.drover.app.cli;

import dev.drover.progress.Progress;
import dev.drover.progress.TableProgress;

/**
 * What counts as done in the present step.
 */
final class StepFigures {

	private StepFigures() {
	}

	static boolean comparing(Progress progress) {
		return "verify".equals(progress.step());
	}

	/** Rows that the comparison has read. */
	static long compared(Progress progress) {
		return progress.tables().stream().mapToLong(TableProgress::rowsCompared).sum();
	}

	static long done(Progress progress, TableProgress table) {
		return comparing(progress) ? table.rowsCompared() : table.rowsCopied();
	}

}
