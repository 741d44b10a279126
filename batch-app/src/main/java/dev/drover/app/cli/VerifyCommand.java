package dev.drover.app.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import dev.drover.command.Version;
import dev.drover.job.Outcome;
import dev.drover.plan.VerifySettings;

@Command(name = "verify", mixinStandardHelpOptions = true, versionProvider = Version.class,
		description = "Compare both sides as they are now. Changes nothing, but with --repair the target.",
		footer = { "", "Takes a plan file, or the id of a migration that was run. Examples:",
				"  drover verify orders-to-pg", "  drover verify plan.yaml --level count",
				"  drover verify orders-to-pg --level full --json > differences.json",
				"  drover verify orders-to-pg --repair" },
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:both sides are equal", "1:the comparison broke off", "2:bad usage or plan",
				"3:source and target differ; the report says where", "4:stopped before its end" })
final class VerifyCommand implements Callable<Integer> {

	@ParentCommand
	@SuppressWarnings("NullAway.Init") // set by picocli
	private DroverCommand drover;

	@Parameters(paramLabel = "PLAN|ID", description = "a plan file, or a migration's id")
	private String planOrId = "";

	@Option(names = "--level", paramLabel = "LEVEL",
			description = "none, count, hash or full (default: the plan's level, hash where that is none)")
	private VerifySettings.@Nullable Level level;

	@Option(names = "--repair",
			description = "make the target equal: insert missing rows, delete extra ones, set what was changed")
	private boolean repair;

	@Option(names = "--json", description = "print only the report on stdout, as JSON; progress goes to stderr")
	private boolean json;

	@Option(names = "--log-file", paramLabel = "FILE",
			description = "append progress as plain lines, and stack traces, to FILE")
	private @Nullable Path logFile;

	@Option(names = "--status-interval", paramLabel = "TIME", defaultValue = "10s", converter = DurationConverter.class,
			description = "time between two lines of progress in a pipe or log: 500ms, 10s, 1m "
					+ "(default: ${DEFAULT-VALUE})")
	private Duration statusInterval = Duration.ofSeconds(10);

	@Override
	public Integer call() {
		this.drover.logFile(this.logFile);
		try (LogFile log = LogFile.open(this.logFile, this.statusInterval);
				FollowedBy followers = new FollowedBy(this.drover.view(this.json).follow(this.statusInterval),
						log.listener())) {
			Outcome outcome = this.drover.operations().verify(this.planOrId, this.level, this.repair, followers);
			followers.close();
			return Ending.of(outcome, this.json, log, this.drover.failureLog());
		}
	}

}
