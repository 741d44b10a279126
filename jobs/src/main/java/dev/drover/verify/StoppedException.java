package dev.drover.verify;

/**
 * Leaves a comparison that was asked to stop.
 */
final class StoppedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

}
