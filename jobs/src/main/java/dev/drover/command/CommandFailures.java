package dev.drover.command;

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
		return told(Failures.unexpected(exception), command);
	}

	/** Tells a failure, and gives the exit status. */
	int told(DroverException told, CommandLine command) {
		FailureKeeper keeper = (FailureKeeper) command.getCommandSpec().root().userObject();
		command.getErr().println(Printable.of(keeper.failureLog().keep(told)));
		return (told instanceof RefusedException) ? ExitStatus.REFUSED.code() : told.code().exitStatus().code();
	}

}
