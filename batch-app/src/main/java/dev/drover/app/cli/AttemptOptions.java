package dev.drover.app.cli;

import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import dev.drover.app.operate.Operations;
import dev.drover.command.FailureLog;
import dev.drover.job.Outcome;
import dev.drover.job.RunOptions;
import dev.drover.job.Workers;
import dev.drover.progress.ProgressListener;

/**
 * The options of {@code run} and {@code restart}.
 */
final class AttemptOptions {

	@Option(names = "--json", description = "print only the report on stdout, as JSON; progress goes to stderr")
	private boolean json;

	@Option(names = "--force", description = "go on over findings of level warning")
	private boolean force;

	@Option(names = "--until", paramLabel = "copied|ready",
			description = "stop there with exit code 4: rows copied, or ready for the switch")
	private RunOptions.@Nullable Until until;

	@Option(names = "--workers", paramLabel = "local|remote|both", defaultValue = "local",
			description = "where partitions are worked off: in this process, in worker processes, in both (default: ${DEFAULT-VALUE})")
	private Workers workers = Workers.LOCAL;

	@Option(names = "--log-file", paramLabel = "FILE",
			description = "append progress as plain lines, and stack traces, to FILE")
	private @Nullable Path logFile;

	@Option(names = "--status-interval", paramLabel = "TIME", defaultValue = "10s", converter = DurationConverter.class,
			description = "time between two lines of progress in a pipe or log: 500ms, 10s, 1m "
					+ "(default: ${DEFAULT-VALUE})")
	private Duration statusInterval = Duration.ofSeconds(10);

	/** Carries an attempt out and prints how it ended. */
	int carryOut(DroverCommand drover, Attempt attempt) {
		return carryOut(drover, attempt, Ending::of);
	}

	/** Carries an attempt out, and what comes after it. */
	int carryOut(DroverCommand drover, Attempt attempt, Sequel sequel) {
		drover.logFile(this.logFile);
		try (LogFile log = LogFile.open(this.logFile, this.statusInterval);
				FollowedBy followers = new FollowedBy(drover.view(this.json).follow(this.statusInterval),
						log.listener())) {
			Outcome outcome = attempt.carryOut(drover.operations(), options(followers));
			followers.close();
			return sequel.of(outcome, this.json, log, drover.failureLog());
		}
	}

	private RunOptions options(ProgressListener listener) {
		return new RunOptions(this.force, this.until, this.workers, listener);
	}

	/** A run or a restart. */
	@FunctionalInterface
	interface Attempt {

		Outcome carryOut(Operations operations, RunOptions options);

	}

	/** What comes after an attempt. */
	@FunctionalInterface
	interface Sequel {

		int of(Outcome outcome, boolean json, LogFile log, FailureLog failures);

	}

}
