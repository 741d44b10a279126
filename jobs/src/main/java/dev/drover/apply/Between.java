package dev.drover.apply;

import java.sql.SQLException;

/**
 * Asked before each batch of a sweep, while nothing is locked.
 */
@FunctionalInterface
public interface Between {

	/** Whether the batch is to be applied; else the sweep ends early. */
	boolean goesOn() throws SQLException;

}
