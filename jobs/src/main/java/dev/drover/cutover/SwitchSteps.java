package dev.drover.cutover;

import java.sql.SQLException;

/**
 * What a switch needs from those who know the migration.
 */
public interface SwitchSteps {

	/**
	 * The session that is about to take the gate, noted so that a restart can end it.
	 */
	void session(String session);

	/**
	 * Under the gate: looks whether everything is as it was, or throws. What is noted has
	 * been applied.
	 */
	void compare() throws SQLException;

	/** Under the gate: sets the new owner's numbering beyond the old one's. */
	void number() throws SQLException;

}
