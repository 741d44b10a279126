package dev.drover.command;

/**
 * A command that holds all others of its process, or is the only one.
 */
@FunctionalInterface
public interface FailureKeeper {

	/** Where stack traces of failures land. */
	FailureLog failureLog();

}
