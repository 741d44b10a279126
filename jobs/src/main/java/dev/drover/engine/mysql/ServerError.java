package dev.drover.engine.mysql;

import java.sql.SQLException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Numbers of errors that the server gives.
 */
final class ServerError {

	static final int NO_SUCH_THREAD = 1094;

	static final int LOCK_WAIT_TIMEOUT = 1205;

	/** Access denied; you need (at least one of) the … privilege(s). */
	static final int PRIVILEGE_NEEDED = 1227;

	static final int TABLE_ACCESS_DENIED = 1142;

	static final int COLUMN_ACCESS_DENIED = 1143;

	static final int DATABASE_ACCESS_DENIED = 1044;

	/** The server is running with … so it cannot execute this statement. */
	static final int OPTION_PREVENTS = 1290;

	static final int PACKET_TOO_LARGE = 1153;

	/**
	 * Errors that speak of a value without saying so in their SQL state: truncated, no
	 * character of the column's set, no UTF-8, none that a function takes.
	 */
	static final Set<Integer> BAD_VALUES = Set.of(1265, 1366, 1300, 1411, 3988);

	/** A row whose values don't fit into a page together. */
	static final int ROW_TOO_LARGE = 1118;

	/** A check of MySQL, which has the state of any error. */
	static final int CHECK_VIOLATED = 3819;

	/** A check of MariaDB; those of a column, such as JSON has, are named by it. */
	private static final int CHECK_OF_MARIADB = 4025;

	private static final Pattern CHECK_OF_COLUMN = Pattern.compile("CONSTRAINT `[^`]+\\.[^`]+` failed");

	private ServerError() {
	}

	/** Whether it is the check of a single column. */
	static boolean refusesColumn(SQLException error) {
		return error.getErrorCode() == CHECK_OF_MARIADB
				&& CHECK_OF_COLUMN.matcher(String.valueOf(error.getMessage())).find();
	}

}
