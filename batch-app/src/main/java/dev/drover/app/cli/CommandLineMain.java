package dev.drover.app.cli;

import java.util.Map;

import picocli.CommandLine;

import dev.drover.fault.DroverException;
import dev.drover.fault.ExitStatus;

/**
 * Runs one command line.
 */
public final class CommandLineMain {

	private CommandLineMain() {
	}

	/**
	 * Runs it.
	 * @param arguments the command's words
	 * @param environment the process's environment
	 * @return the exit status
	 */
	public static int run(String[] arguments, Map<String, String> environment) {
		CommandLine line = new CommandLine(new DroverCommand(environment));
		line.setCaseInsensitiveEnumValuesAllowed(true);
		line.setExecutionExceptionHandler((exception, command, parsed) -> {
			if (exception instanceof DroverException known) {
				command.getErr().println(known.getMessage());
				int status = known.code().exitStatus().code();
				return (status == ExitStatus.DIFFERENT.code()) ? status
						: (known.code().name().startsWith("CONN_00") ? ExitStatus.REFUSED.code() : status);
			}
			exception.printStackTrace(command.getErr());
			return ExitStatus.FAILED.code();
		});
		return line.execute(Scheduler.translate(arguments));
	}

}
