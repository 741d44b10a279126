package dev.drover.app.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

import dev.drover.command.Version;
import dev.drover.fault.ExitStatus;

@Command(name = "pause", mixinStandardHelpOptions = true, versionProvider = Version.class,
		description = { "Ask a running migration to pause at the next chunk. The source's changes go on being noted,",
				"and no scheduler begins it again before `drover resume ID`." },
		footer = { "", "The process that runs it ends with exit code 4. Example:", "  drover pause orders-to-pg" },
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:asked, or it is paused already", "2:bad usage, no such migration, or nothing runs" })
final class PauseCommand implements Callable<Integer> {

	@ParentCommand
	@SuppressWarnings("NullAway.Init") // set by picocli
	private DroverCommand drover;

	@Parameters(paramLabel = "ID", description = "the migration's id")
	private String id = "";

	@Override
	public Integer call() {
		boolean already = this.drover.operations().pause(this.id);
		System.out
			.println((already ? this.id + " is paused already" : "asked " + this.id + " to pause at the next chunk")
					+ "; drover resume " + this.id + " continues");
		return ExitStatus.DONE.code();
	}

}
