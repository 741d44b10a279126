package dev.drover.engine.mysql;

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

	private ServerError() {
	}

}
