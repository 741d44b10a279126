package dev.drover.app.cli;

import java.util.List;

import dev.drover.progress.Report;

/**
 * What {@code drover demo --live} has shown; in JSON the names are written with
 * underscores.
 *
 * @param id the migration's id
 * @param owner the owner at the end
 * @param acknowledgedWrites writes that the databases acknowledged to the application
 * @param writesFound how many of them are at the owner
 * @param writePauseMs the longest time for which a switch held up writers
 * @param longestWriteMs the longest that the application waited for one write
 * @param switches each change of the owner
 * @param report the migration's report
 */
record LiveDemoResult(String id, String owner, long acknowledgedWrites, long writesFound, long writePauseMs,
		long longestWriteMs, List<Change> switches, Report report) {

	boolean complete() {
		return this.writesFound == this.acknowledgedWrites;
	}

	/** A change of the owner. */
	record Change(String command, String owner, long epoch, long writePauseMs) {

	}

}
