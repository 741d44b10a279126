package dev.drover.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A session of an application, whose statements may wait for others.
 *
 * @param connection its connection
 */
record Session(Connection connection) implements AutoCloseable {

	void execute(String... statements) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			for (String sql : statements) {
				statement.execute(sql);
			}
		}
	}

	/** Begins a transaction at an isolation level of {@link Connection}. */
	Session begin(int isolation) throws SQLException {
		this.connection.setTransactionIsolation(isolation);
		this.connection.setAutoCommit(false);
		return this;
	}

	/** Begins a statement that may have to wait. */
	Waiting later(String sql) {
		return Waiting.of(() -> execute(sql));
	}

	void commit() throws SQLException {
		this.connection.commit();
	}

	@Override
	public void close() throws SQLException {
		if (!this.connection.isClosed()) {
			if (!this.connection.getAutoCommit()) {
				this.connection.rollback();
			}
			this.connection.close();
		}
	}

	/**
	 * Something that was begun.
	 *
	 * @param end completed with its failure, or with {@code null}
	 */
	record Waiting(CompletableFuture<Void> end) {

		static Waiting of(Work work) {
			CompletableFuture<Void> end = new CompletableFuture<>();
			ExecutorService thread = Executors.newSingleThreadExecutor();
			thread.execute(() -> {
				try {
					work.run();
					end.complete(null);
				}
				catch (Exception ex) {
					end.completeExceptionally(ex);
				}
			});
			thread.shutdown();
			return new Waiting(end);
		}

		/** Its failure, or {@code null} if it ended well. */
		@org.jspecify.annotations.Nullable
		Throwable failure() throws InterruptedException, TimeoutException {
			try {
				this.end.get(30, TimeUnit.SECONDS);
				return null;
			}
			catch (ExecutionException ex) {
				return ex.getCause();
			}
		}

		/**
		 * Lets it go on for some time, if it can.
		 * @return whether it has ended
		 */
		boolean endsWithin(int seconds) {
			try {
				this.end.get(seconds, TimeUnit.SECONDS);
				return true;
			}
			catch (InterruptedException | ExecutionException | TimeoutException ex) {
				return this.end.isDone();
			}
		}

		void endsWell() throws InterruptedException, TimeoutException {
			Throwable failure = failure();
			if (failure != null) {
				throw new AssertionError(failure);
			}
		}

		/** Some work. */
		@FunctionalInterface
		interface Work {

			void run() throws Exception;

		}

	}

}
