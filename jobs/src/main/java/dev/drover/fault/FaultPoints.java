package dev.drover.fault;

/**
 * Named places in the production flow at which a test may cut, kill or pause. Production
 * code is given {@link #NONE}.
 */
@FunctionalInterface
public interface FaultPoints {

	/** Does nothing. */
	FaultPoints NONE = (point) -> {
	};

	/**
	 * Called when the flow passes a named place.
	 * @param point the place, such as {@code copy.before-commit}
	 */
	void reached(String point);

}
