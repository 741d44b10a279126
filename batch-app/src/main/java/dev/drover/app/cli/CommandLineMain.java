package dev.drover.app.cli;

import java.util.Map;

import picocli.CommandLine;

import dev.drover.command.CommandLines;

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
		return CommandLines.execute(line(environment), Scheduler.translate(arguments));
	}

	static CommandLine line(Map<String, String> environment) {
		return CommandLines.of(new DroverCommand(environment));
	}

}
