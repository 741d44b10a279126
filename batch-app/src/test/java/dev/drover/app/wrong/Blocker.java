package dev.drover.app.wrong;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Somebody else's transaction in the target, which holds the checkpoints of the copy.
 */
final class Blocker implements AutoCloseable {

	private final Place target;

	private final boolean postgresql;

	private final Connection connection;

	private final Statement statement;

	Blocker(Place target) throws SQLException {
		this.target = target;
		this.postgresql = target.url().startsWith("jdbc:postgresql:");
		this.connection = target.connect();
		this.connection.setAutoCommit(false);
		this.statement = this.connection.createStatement();
	}

	/** Takes the checkpoints. */
	void hold() {
		try {
			this.statement.execute(
					"SELECT * FROM " + (this.postgresql ? "drover.checkpoint" : "drover_checkpoint") + " FOR UPDATE");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Holds them until somebody has waited for them in vain. */
	void holdUntilSomebodyGivesUp() {
		hold();
		CompletableFuture<Void> released = CompletableFuture.runAsync(() -> {
			await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(120)).until(() -> waiting() > 0);
			await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(120)).until(() -> waiting() == 0);
			release();
		});
		released.exceptionally((failure) -> {
			failure.printStackTrace();
			return null;
		});
	}

	/**
	 * Takes the checkpoints and then wants what the open chunk has: the chunk will want
	 * the checkpoints, and has to give way.
	 */
	void embrace() {
		try {
			if (this.postgresql) {
				// who waits the shorter time looks for deadlocks first
				this.statement.execute("SET deadlock_timeout = '1min'");
			}
			else {
				// who has changed less gives way
				this.statement.execute("INSERT INTO other WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1"
						+ " FROM n WHERE i < 200) SELECT a.i * 1000 + b.i FROM n a, n b");
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		hold();
		CompletableFuture<Void> wanting = CompletableFuture.runAsync(() -> {
			try {
				for (String table : new String[] { "parent", "child" }) {
					this.statement.execute(this.postgresql ? "LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE"
							: "SELECT * FROM " + table + " FOR UPDATE");
				}
				release();
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		});
		await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(120)).until(() -> waiting() > 0);
		assertThat(wanting).isNotDone();
	}

	private long waiting() throws SQLException {
		return this.target.number(this.postgresql ? "SELECT count(*) FROM pg_locks WHERE NOT granted"
				: "SELECT count(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'");
	}

	private void release() {
		try {
			this.connection.rollback();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() throws SQLException {
		this.connection.close();
	}

}
