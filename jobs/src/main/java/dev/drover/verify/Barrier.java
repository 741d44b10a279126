package dev.drover.verify;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Stands between a source that is in use and whoever compares it.
 */
@FunctionalInterface
public interface Barrier {

	/**
	 * Waits until what was noted before the call has been applied.
	 */
	void await();

	/**
	 * Makes both sides the same for one moment, and lets it be looked at them as they are
	 * then. For rows that are never found at rest.
	 * @return {@code false} if that is not possible here, and nothing was looked at
	 */
	default boolean atOneMoment(Look look) throws SQLException {
		return false;
	}

	/** Looks at both sides. */
	@FunctionalInterface
	interface Look {

		/**
		 * Looks at the side that is in use by that connection, and at the other one as it
		 * is.
		 * @param target whether the side that is in use is the target
		 */
		void by(Connection inUse, boolean target) throws SQLException;

	}

}
