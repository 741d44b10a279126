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

	/** Without the gate, right before it is taken. */
	void prepare() throws SQLException;

	/**
	 * Without the gate, again and again while others keep it: throws where the switch is
	 * not wanted any more.
	 */
	void goOn();

	/**
	 * Under the gate, in a thread of its own while the last notes are applied: looks
	 * whether everything is as it was, or throws, and makes sure that the new owner
	 * numbers on beyond the old one.
	 */
	void look() throws SQLException;

	/** Under the gate, once all that is noted has been applied: the last word. */
	void compare() throws SQLException;

	/** Nothing has moved, and nothing is left of the attempt. */
	void undone();

}
