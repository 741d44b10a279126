package dev.drover.app.cli;

import java.util.Map;

import picocli.CommandLine;

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
		return line(environment).execute(Scheduler.translate(arguments));
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
