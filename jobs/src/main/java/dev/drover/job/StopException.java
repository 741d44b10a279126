package dev.drover.job;

/**
 * Leaves a step of the manager that was asked to stop before it was done.
 */
final class StopException extends RuntimeException {

	private static final long serialVersionUID = 1L;

}
