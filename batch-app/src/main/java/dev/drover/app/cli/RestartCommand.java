package dev.drover.app.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import dev.drover.command.Version;

@Command(name = "restart", mixinStandardHelpOptions = true, versionProvider = Version.class,
		description = "Go on with a migration that failed, was stopped or was killed.",
		footer = { "", "Goes on after the last committed chunk, with the plan that was run. Examples:",
				"  drover restart orders-to-pg", "  drover restart orders-to-pg --json > report.json" },
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:done: copied, verified, cut over as planned",
				"1:failed; another `drover restart ID` continues", "2:refused: unknown, running or ended, or findings",
				"3:source and target differ; the report says where",
				"4:stopped or paused; another `drover restart ID`, or `drover resume ID`, continues",
				"5:ended rolled back: the source is the owner and nothing is lost" })
final class RestartCommand implements Callable<Integer> {

	@ParentCommand
	@SuppressWarnings("NullAway.Init") // set by picocli
	private DroverCommand drover;

	@Parameters(paramLabel = "ID", description = "the migration's id")
	private String id = "";

	@Mixin
	private final AttemptOptions options = new AttemptOptions();

	@Override
	public Integer call() {
		return this.options.carryOut(this.drover, (operations, runOptions) -> operations.restart(this.id, runOptions));
	}

}
