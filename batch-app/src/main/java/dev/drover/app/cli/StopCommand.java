package dev.drover.app.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import dev.drover.command.Version;
import dev.drover.fault.ExitStatus;

@Command(name = "stop", mixinStandardHelpOptions = true, versionProvider = Version.class,
		description = "Ask a running migration to stop at the next chunk.",
		footer = { "", "The process that runs it ends with exit code 4. Example:", "  drover stop orders-to-pg" },
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:asked", "2:bad usage, no such migration, or nothing runs" })
final class StopCommand implements Callable<Integer> {

	@ParentCommand
	@SuppressWarnings("NullAway.Init") // set by picocli
	private DroverCommand drover;

	@Parameters(paramLabel = "ID", description = "the migration's id")
	private String id = "";

	@Override
	public Integer call() {
		this.drover.operations().stop(this.id);
		System.out.println("asked " + this.id + " to stop at the next chunk; drover restart " + this.id + " continues");
		return ExitStatus.DONE.code();
	}

}
