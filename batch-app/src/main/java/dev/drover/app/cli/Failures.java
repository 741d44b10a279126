package dev.drover.app.cli;

import picocli.CommandLine;

import dev.drover.fault.DroverException;
import dev.drover.fault.ExitStatus;

/**
 * Says why a command could not be carried out.
 */
final class Failures implements CommandLine.IExecutionExceptionHandler {

	@Override
	public int handleExecutionException(Exception exception, CommandLine command, CommandLine.ParseResult parsed) {
		if (exception instanceof DroverException known) {
			command.getErr().println(known.getMessage());
			int status = known.code().exitStatus().code();
			return (status == ExitStatus.DIFFERENT.code()) ? status
					: (known.code().name().startsWith("CONN_00") ? ExitStatus.REFUSED.code() : status);
		}
		exception.printStackTrace(command.getErr());
		return ExitStatus.FAILED.code();
	}

}
