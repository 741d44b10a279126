package dev.drover.job;

import org.jspecify.annotations.Nullable;

import dev.drover.fault.DroverException;
import dev.drover.fault.ExitStatus;
import dev.drover.progress.Report;

/**
 * How an attempt ended.
 *
 * @param status the exit status
 * @param report the report
 * @param json the report as JSON
 * @param failure what an operator should read if it did not end well, or {@code null}
 */
public record Outcome(ExitStatus status, Report report, String json, @Nullable DroverException failure) {

	/** What an operator should read, or {@code null} if it ended well. */
	public @Nullable String message() {
		return (this.failure == null) ? null : this.failure.getMessage();
	}

}
