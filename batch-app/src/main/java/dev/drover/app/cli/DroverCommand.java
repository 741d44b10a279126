package dev.drover.app.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import dev.drover.app.operate.Operations;
import dev.drover.command.FailureKeeper;
import dev.drover.command.FailureLog;
import dev.drover.command.Places;
import dev.drover.command.Version;

/**
 * The command that holds all others.
 */
@Command(name = "drover", mixinStandardHelpOptions = true, versionProvider = Version.class,
		description = "Moves databases between engines, restartable and verified.", synopsisSubcommandLabel = "COMMAND",
		subcommands = { DemoCommand.class, CheckCommand.class, RunCommand.class, RestartCommand.class,
				StatusCommand.class, StopCommand.class, PauseCommand.class, ResumeCommand.class, CutoverCommand.class,
				RollbackCommand.class, FinalizeCommand.class, VerifyCommand.class, ReportCommand.class,
				RoutesCommand.class, WorkerCommand.class, ServeCommand.class },
		footer = { "", "Start with `drover demo`. `drover COMMAND --help` shows options and examples." },
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:done: copied, verified, cut over as planned", "1:failed; `drover restart ID` continues",
				"2:bad usage, plan or findings; nothing was changed",
				"3:source and target differ; the report says where",
				"4:stopped or paused; `drover restart ID` or `drover resume ID` continues",
				"5:ended rolled back: the source is the owner and nothing is lost" })
final class DroverCommand implements Runnable, FailureKeeper {

	private final Map<String, String> environment;

	@Spec
	@SuppressWarnings("NullAway.Init") // set by picocli
	private CommandSpec spec;

	@Mixin
	private final Places places = new Places();

	private @Nullable Path logFile;

	DroverCommand(Map<String, String> environment) {
		this.environment = environment;
	}

	Path dataDir() {
		return this.places.dataDir();
	}

	/**
	 * From now on stack traces land in the file of {@code --log-file}, if it was given.
	 */
	void logFile(@Nullable Path file) {
		this.logFile = file;
	}

	@Override
	public FailureLog failureLog() {
		Path file = this.logFile;
		return (file == null) ? FailureLog.of(dataDir()) : FailureLog.in(file);
	}

	Operations operations() {
		return new Operations(dataDir(), environment());
	}

	/** The process's, changed by options. */
	Map<String, String> environment() {
		return this.places.in(this.environment);
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
