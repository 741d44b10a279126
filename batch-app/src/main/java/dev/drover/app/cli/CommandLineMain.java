package dev.drover.app.cli;

import java.util.Map;

import picocli.CommandLine;

import dev.drover.fault.Failures;

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
		CommandLine line = line(environment);
		try {
			return line.execute(Scheduler.translate(arguments));
		}
		catch (OutOfMemoryError ex) {
			// what is kept in memory is free again
			return new CommandFailures().told(Failures.outOfMemory(ex), line);
		}
	}

	static CommandLine line(Map<String, String> environment) {
		CommandLine line = new CommandLine(new DroverCommand(environment));
		line.setCaseInsensitiveEnumValuesAllowed(true);
		line.setUsageHelpAutoWidth(false);
		line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
		line.setParameterExceptionHandler(new UsageErrors());
		line.setExecutionExceptionHandler(new CommandFailures());
		return line;
	}

}
