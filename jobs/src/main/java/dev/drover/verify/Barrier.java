package dev.drover.verify;

/**
 * Stands between a source that is in use and whoever compares it.
 */
@FunctionalInterface
public interface Barrier {

	/**
	 * Waits until what was noted before the call has been applied.
	 */
	void await();

}
