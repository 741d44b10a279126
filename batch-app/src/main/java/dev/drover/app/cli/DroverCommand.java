package dev.drover.app.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

import dev.drover.app.operate.Operations;

/**
 * The command that holds all others.
 */
@Command(name = "drover", mixinStandardHelpOptions = true, versionProvider = Version.class,
		description = "Moves databases between engines, restartable and verified.", synopsisSubcommandLabel = "COMMAND",
		subcommands = { DemoCommand.class, CheckCommand.class, RunCommand.class, RestartCommand.class,
				StatusCommand.class, StopCommand.class, PauseCommand.class, ResumeCommand.class, CutoverCommand.class,
				RollbackCommand.class, FinalizeCommand.class, VerifyCommand.class, ReportCommand.class,
				RoutesCommand.class, WorkerCommand.class },
		footer = { "", "Start with `drover demo`. `drover COMMAND --help` shows options and examples." },
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:done: copied, verified, cut over as planned", "1:failed; `drover restart ID` continues",
				"2:bad usage, plan or findings; nothing was changed",
				"3:source and target differ; the report says where",
				"4:stopped or paused; `drover restart ID` or `drover resume ID` continues",
				"5:ended rolled back: the source is the owner and nothing is lost" })
final class DroverCommand implements Runnable {

	private final Map<String, String> environment;

	@Spec
	@SuppressWarnings("NullAway.Init") // set by picocli
	private CommandSpec spec;

	@Option(names = "--data-dir", scope = ScopeType.INHERIT, paramLabel = "DIR", defaultValue = "drover-data",
			description = "control database and reports (default: ${DEFAULT-VALUE})")
	private Path dataDir = Path.of("drover-data");

	@Option(names = "--control", scope = ScopeType.INHERIT, paramLabel = "URL",
			description = "control database on a server; also DROVER_CONTROL_URL, _USER and _PASSWORD")
	private @Nullable String control;

	@Option(names = "--broker", scope = ScopeType.INHERIT, paramLabel = "URL",
			description = "JMS broker for messages to workers, in place of the control database; also DROVER_BROKER_URL, "
					+ "_USER and _PASSWORD")
	private @Nullable String broker;

	private @Nullable Path logFile;

	DroverCommand(Map<String, String> environment) {
		this.environment = environment;
	}

	Path dataDir() {
		return this.dataDir;
	}

	/**
	 * From now on stack traces land in the file of {@code --log-file}, if it was given.
	 */
	void logFile(@Nullable Path file) {
		this.logFile = file;
	}

	FailureLog failureLog() {
		Path file = this.logFile;
		return (file == null) ? FailureLog.of(this.dataDir) : FailureLog.in(file);
	}

	Operations operations() {
		return new Operations(this.dataDir, environment());
	}

	private Map<String, String> environment() {
		Map<String, String> changed = new HashMap<>(this.environment);
		if (this.control != null) {
			changed.put("DROVER_CONTROL_URL", this.control);
		}
		if (this.broker != null) {
			changed.put("DROVER_BROKER_URL", this.broker);
		}
		return changed;
	}

	/**
	 * How progress is shown.
	 * @param reportOnly whether stdout is kept for the report
	 */
	ProgressView view(boolean reportOnly) {
		PrintStream out = reportOnly ? System.err : System.out;
		return new ProgressView(out, Terminal.of(reportOnly ? 2 : 1, this.environment));
	}

	@Override
	public void run() {
		throw new ParameterException(this.spec.commandLine(), "no command given");
	}

}
