package dev.drover.app.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Transactions at some isolation levels, each with an account of its own, that were begun
 * at one time and write at another.
 */
final class OldTransactions implements AutoCloseable {

	private final List<Connection> connections = new ArrayList<>();

	private final List<CompletableFuture<String>> ends = new ArrayList<>();

	private final long first;

	OldTransactions(Place place, int[] levels, long first) throws SQLException {
		this.first = first;
		for (int level : levels) {
			Connection connection = place.connect();
			connection.setAutoCommit(false);
			connection.setTransactionIsolation(level);
			this.connections.add(connection);
		}
	}

	/** Begins them all: each sees what is there now. */
	void begin() {
		each("SELECT count(*) FROM entry");
	}

	/** Writes, in the transactions that were begun. */
	void write() {
		for (int i = 0; i < this.connections.size(); i++) {
			execute(this.connections.get(i), "UPDATE account SET balance = 7 WHERE id = " + (this.first + i));
		}
	}

	/** Writes to a side that takes no writes, and stays open. */
	void isRefused() {
		assertThatThrownBy(this::write).hasStackTraceContaining("drover: moved");
	}

	private void each(String sql) {
		this.connections.forEach((connection) -> execute(connection, sql));
	}

	private static void execute(Connection connection, String sql) {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Commits while somebody waits for them. */
	void commitSoon() {
		Executor later = CompletableFuture.delayedExecutor(400, TimeUnit.MILLISECONDS);
		this.connections
			.forEach((connection) -> this.ends.add(CompletableFuture.supplyAsync(() -> commit(connection), later)));
	}

	/** Writes and commits, as soon as that is possible. */
	void writeAndCommit() {
		for (int i = 0; i < this.connections.size(); i++) {
			Connection connection = this.connections.get(i);
			long id = this.first + i;
			this.ends.add(CompletableFuture.supplyAsync(() -> {
				try {
					execute(connection, "UPDATE account SET balance = 7 WHERE id = " + id);
				}
				catch (IllegalStateException ex) {
					return String.valueOf(ex.getCause().getMessage());
				}
				return commit(connection);
			}, (work) -> new Thread(work, "old-transaction").start()));
		}
	}

	/** Whether one of them has been told its end. */
	boolean oneHasEnded() {
		return this.ends.stream().anyMatch(CompletableFuture::isDone);
	}

	private static String commit(Connection connection) {
		try {
			connection.commit();
			return "";
		}
		catch (SQLException ex) {
			return String.valueOf(ex.getMessage());
		}
	}

	/** What each was told at its end; the empty string if it was acknowledged. */
	List<String> ends() {
		return this.ends.stream().map(CompletableFuture::join).toList();
	}

	@Override
	public void close() throws SQLException {
		for (Connection connection : this.connections) {
			connection.close();
		}
	}

}
