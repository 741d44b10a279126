package dev.drover.job;

import org.jspecify.annotations.Nullable;

import dev.drover.fault.ExitStatus;
import dev.drover.progress.Report;

/**
 * How an attempt ended.
 *
 * @param status the exit status
 * @param report the report
 * @param json the report as JSON
 * @param message what an operator should read if it did not end well, or {@code null}
 */
public record Outcome(ExitStatus status, Report report, String json, @Nullable String message) {

}
