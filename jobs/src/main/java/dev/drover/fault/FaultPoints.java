package dev.drover.fault;

import java.util.ServiceLoader;

/**
 * Named places in the production flow at which a test may cut, kill or pause. Production
 * code is given {@link #installed()}, which is {@link #NONE} there.
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

	/**
	 * Those that are on the class path as a service, or {@link #NONE}: no artefact of
	 * Drover brings any.
	 */
	static FaultPoints installed() {
		return ServiceLoader.load(FaultPoints.class).findFirst().orElse(NONE);
	}

}
