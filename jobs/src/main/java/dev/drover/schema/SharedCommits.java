package dev.drover.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/**
 * Lets short work on the schema share transactions, where the engine takes statements
 * about tables into one: each commit waits for the disk, and 10,000 tables wait for long.
 * A crash takes back what is not committed, and the next attempt does it again.
 */
final class SharedCommits {

	/** Others wait for what a transaction has locked. */
	private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

	private final Connection connection;

	private final int most;

	private int shared;

	private long begun;

	private SharedCommits(Connection connection, int most) {
		this.connection = connection;
		this.most = most;
	}

	/**
	 * Does the work, of which every part says when it has ended.
	 * @param most parts in one transaction; with 1 each statement commits by itself
	 */
	static void during(Connection connection, int most, Work work) throws SQLException {
		if (most == 1) {
			work.with(() -> {
			});
			return;
		}
		SharedCommits commits = new SharedCommits(connection, most);
		connection.setAutoCommit(false);
		try {
			work.with(commits::ended);
			connection.commit();
		}
		catch (SQLException | RuntimeException ex) {
			takeBack(connection, ex);
			throw ex;
		}
		connection.setAutoCommit(true);
	}

	/** Some failures, such as a full disk, have taken all back already. */
	private static void takeBack(Connection connection, Exception failure) {
		try {
			connection.rollback();
			connection.setAutoCommit(true);
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
		}
	}

	private void ended() throws SQLException {
		long now = System.nanoTime();
		if (this.shared == 0) {
			this.begun = now;
		}
		this.shared++;
		if (this.shared == this.most || now - this.begun > LONGEST_NANOS) {
			this.connection.commit();
			this.shared = 0;
		}
	}

	/** Work of many parts. */
	@FunctionalInterface
	interface Work {

		void with(Ended ended) throws SQLException;

	}

	/** To be told of the end of each part. */
	@FunctionalInterface
	interface Ended {

		void part() throws SQLException;

	}

}
