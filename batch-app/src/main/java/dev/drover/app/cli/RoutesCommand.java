package dev.drover.app.cli;

import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

import dev.drover.command.Version;
import dev.drover.fault.ExitStatus;
import dev.drover.progress.ProgressJson;
import dev.drover.progress.Route;

@Command(name = "routes", mixinStandardHelpOptions = true, versionProvider = Version.class,
		description = "List which endpoint is the owner of each migration's tables, and accepts writes.",
		footer = { "", "The epoch grows with each switch; before the first it is 0 and the source is the owner.", "",
				"Examples:", "  drover routes", "  drover routes --json" },
		exitCodeListHeading = "%nExit codes:%n", exitCodeList = { "0:listed, also where there is none",
				"1:the control database was lost meanwhile", "2:bad usage, or no way to the control database" })
final class RoutesCommand implements Callable<Integer> {

	@ParentCommand
	@SuppressWarnings("NullAway.Init") // set by picocli
	private DroverCommand drover;

	@Option(names = "--json", description = "print a JSON array")
	private boolean json;

	@Override
	public Integer call() {
		List<Route> routes = this.drover.operations().routes();
		System.out
			.print(this.json ? ProgressJson.indented(routes) + "\n" : RoutesText.of(routes, this.drover.dataDir()));
		System.out.flush();
		return ExitStatus.DONE.code();
	}

}
