package dev.drover.command;

import picocli.CommandLine;

import dev.drover.fault.Failures;

/**
 * Command lines that answer as Drover's do: failures in one line, with the exit status of
 * their code.
 */
public final class CommandLines {

	private CommandLines() {
	}

	/** The line of a command that keeps failures. */
	public static CommandLine of(FailureKeeper command) {
		CommandLine line = new CommandLine(command);
		line.setCaseInsensitiveEnumValuesAllowed(true);
		line.setUsageHelpAutoWidth(false);
		line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
		line.setParameterExceptionHandler(new UsageErrors());
		line.setExecutionExceptionHandler(new CommandFailures());
		return line;
	}

	/**
	 * Runs it.
	 * @return the exit status
	 */
	public static int execute(CommandLine line, String... arguments) {
		try {
			return line.execute(arguments);
		}
		catch (OutOfMemoryError ex) {
			// what is kept in memory is free again
			return new CommandFailures().told(Failures.outOfMemory(ex), line);
		}
	}

}
