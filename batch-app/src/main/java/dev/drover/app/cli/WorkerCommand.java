package dev.drover.app.cli;

import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

import dev.drover.command.Version;
import dev.drover.command.WorkerSwitches;

@Command(name = "worker", mixinStandardHelpOptions = true, versionProvider = Version.class,
		footer = { "", WorkerSwitches.ENDING, WorkerSwitches.SECRETS,
				"  drover worker --control jdbc:postgresql://control/drover",
				"  drover worker --concurrency 4 --label rack=12" })
final class WorkerCommand implements Callable<Integer> {

	@ParentCommand
	@SuppressWarnings("NullAway.Init") // set by picocli
	private DroverCommand drover;

	@Mixin
	private final WorkerSwitches switches = new WorkerSwitches();

	@Override
	public Integer call() {
		return this.switches.work(this.drover.environment(), "see `drover worker --help`");
	}

}
