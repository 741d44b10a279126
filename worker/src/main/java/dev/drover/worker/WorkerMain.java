package dev.drover.worker;

import java.util.Map;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import dev.drover.command.CommandLines;
import dev.drover.command.FailureKeeper;
import dev.drover.command.FailureLog;
import dev.drover.command.Places;
import dev.drover.command.Version;
import dev.drover.command.WorkerSwitches;

/**
 * The process's entry.
 */
@Command(name = "drover-worker", mixinStandardHelpOptions = true, versionProvider = Version.class,
		footer = { "", WorkerSwitches.ENDING, WorkerSwitches.SECRETS,
				"  drover-worker --control jdbc:postgresql://control/drover",
				"  drover-worker --concurrency 4 --label rack=12" })
public final class WorkerMain implements Callable<Integer>, FailureKeeper {

	private final Map<String, String> environment;

	@Mixin
	private final Places places = new Places();

	@Mixin
	private final WorkerSwitches switches = new WorkerSwitches();

	private WorkerMain(Map<String, String> environment) {
		this.environment = environment;
	}

	public static void main(String[] arguments) {
		System.exit(CommandLines.execute(CommandLines.of(new WorkerMain(System.getenv())), arguments));
	}

	@Override
	public Integer call() {
		return this.switches.work(this.places.in(this.environment), "see `drover-worker --help`");
	}

	@Override
	public FailureLog failureLog() {
		return FailureLog.of(this.places.dataDir());
	}

}
