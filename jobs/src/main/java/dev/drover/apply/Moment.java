package dev.drover.apply;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Looks at the side that is followed as it was at the moment that the other side shows.
 */
@FunctionalInterface
public interface Moment {

	/**
	 * Looks.
	 * @param followed reads what was there at that moment
	 */
	void seenBy(Connection followed) throws SQLException;

}
