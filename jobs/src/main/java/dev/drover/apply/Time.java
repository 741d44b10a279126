package dev.drover.apply;

import java.sql.SQLException;

/**
 * Asked from time to time by work that may take longer than there is time for.
 */
@FunctionalInterface
public interface Time {

	/** As much as it takes. */
	Time ENOUGH = (doing) -> {
	};

	/**
	 * Throws if time is up.
	 * @param doing what takes it
	 */
	void require(String doing) throws SQLException;

}
