package dev.drover.app.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import dev.drover.command.Printable;
import dev.drover.command.Version;
import dev.drover.fault.ExitStatus;
import dev.drover.progress.ProgressJson;
import dev.drover.progress.Report;

@Command(name = "report", mixinStandardHelpOptions = true, versionProvider = Version.class,
		description = "Print the report of a migration as things are now, with its history.",
		footer = { "", "Examples:", "  drover report orders-to-pg", "  drover report orders-to-pg --json" },
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:printed, whatever the state is", "1:the control database was lost meanwhile",
				"2:bad usage, no such migration, or no way to the control database" })
final class ReportCommand implements Callable<Integer> {

	@ParentCommand
	@SuppressWarnings("NullAway.Init") // set by picocli
	private DroverCommand drover;

	@Parameters(paramLabel = "ID", description = "the migration's id")
	private String id = "";

	@Option(names = "--json", description = "print the report as JSON")
	private boolean json;

	@Override
	public Integer call() {
		Report report = this.drover.operations().report(this.id);
		System.out
			.print(this.json ? ProgressJson.indented(report) + "\n" : Printable.of(ReportText.withHistory(report)));
		return ExitStatus.DONE.code();
	}

}
