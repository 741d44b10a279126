package dev.drover.app.cli;

import org.slf4j.LoggerFactory;
import picocli.CommandLine;

import dev.drover.fault.DroverException;
import dev.drover.fault.ExitStatus;
import dev.drover.fault.Failures;
import dev.drover.fault.RefusedException;

/**
 * Says why a command could not be carried out.
 */
final class CommandFailures implements CommandLine.IExecutionExceptionHandler {

	@Override
	public int handleExecutionException(Exception exception, CommandLine command, CommandLine.ParseResult parsed) {
		DroverException told = Failures.unexpected(exception);
		// asked for here and not before: setting up the log takes longer than most
		// commands
		LoggerFactory.getLogger(CommandFailures.class).debug("the command failed", exception);
		command.getErr().println(told.getMessage());
		return (told instanceof RefusedException) ? ExitStatus.REFUSED.code() : told.code().exitStatus().code();
	}

}
