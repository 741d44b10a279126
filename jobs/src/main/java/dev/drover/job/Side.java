package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Failures;

/**
 * Source or target of one migration: whatever fails there is told with its name.
 *
 * @param name the endpoint's name
 * @param migration the migration's id
 * @param opener opens a connection
 * @param settling makes what was done last
 */
record Side(String name, String migration, Opener opener, Work settling) {

	/** A connection; the caller closes it. */
	Connection connect() {
		try {
			return this.opener.open();
		}
		catch (SQLException ex) {
			throw new DroverException(ErrorCode.CONN_004, this.name + " was lost: " + Failures.reason(ex),
					"drover restart " + this.migration, ex);
		}
	}

	/**
	 * Works on a connection; what was done survives the death of any process then.
	 * @param doing what is being done, such as {@code creating tables}
	 */
	void with(String doing, Work work) {
		try (Connection connection = connect()) {
			work.with(connection);
			this.settling.with(connection);
		}
		catch (SQLException ex) {
			throw failure(doing, ex);
		}
	}

	/** A failure of this side in Drover's words. */
	DroverException failure(String doing, SQLException failure) {
		return Failures.of(failure, this.name, doing, ErrorCode.COPY_001, "drover restart " + this.migration);
	}

	/** Opens a connection. */
	@FunctionalInterface
	interface Opener {

		Connection open() throws SQLException;

	}

	/** Uses a connection. */
	@FunctionalInterface
	interface Work {

		void with(Connection connection) throws SQLException;

	}

}
