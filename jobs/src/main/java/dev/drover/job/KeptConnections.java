package dev.drover.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Connections of one side that go from partition to partition: opening one takes longer
 * than many a chunk.
 */
final class KeptConnections {

	private final ConcurrentLinkedQueue<Connection> free = new ConcurrentLinkedQueue<>();

	/** Lends a connection that is free, or a new one. */
	Lease lend(Supplier<Connection> opener) {
		Connection kept = this.free.poll();
		return new Lease((kept == null) ? opener.get() : kept);
	}

	/** Closes those that are free; each is tried, and the first failure is thrown. */
	void close() throws SQLException {
		SQLException failure = null;
		for (Connection kept = this.free.poll(); kept != null; kept = this.free.poll()) {
			failure = first(failure, kept);
		}
		if (failure != null) {
			throw failure;
		}
	}

	private static @Nullable SQLException first(@Nullable SQLException failure, Connection kept) {
		try {
			kept.close();
			return failure;
		}
		catch (SQLException ex) {
			return (failure == null) ? ex : failure;
		}
	}

	/** A connection in use; closed at the end, unless it was told to be kept. */
	final class Lease implements AutoCloseable {

		private final Connection connection;

		private boolean kept;

		private Lease(Connection connection) {
			this.connection = connection;
		}

		Connection connection() {
			return this.connection;
		}

		/** Nothing of what was done shows in the session: the next may have it. */
		void keep() {
			this.kept = true;
		}

		@Override
		public void close() throws SQLException {
			if (this.kept) {
				KeptConnections.this.free.add(this.connection);
			}
			else {
				this.connection.close();
			}
		}

	}

}
