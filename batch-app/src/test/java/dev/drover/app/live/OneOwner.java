package dev.drover.app.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks all the time, from outside, whether both sides take writes at one moment: each
 * has a transaction that has written, and both are open. Who has written keeps his side
 * the owner, so that there is no harmless way to see that. The side that follows counts
 * from the first time it has refused a write.
 */
final class OneOwner implements AutoCloseable, Runnable {

	private static final long PAUSE_MILLIS = 25;

	private static final Set<String> NO_TABLE = Set.of("42P01", "42S02");

	private final Place old;

	private final Place other;

	private final Thread thread = new Thread(this, "one-owner");

	private volatile boolean stopped;

	private volatile boolean guarded;

	private volatile int looks;

	private volatile @Nullable String seen;

	private OneOwner(Place old, Place other) {
		this.old = old;
		this.other = other;
	}

	static OneOwner watching(Place old, Place other) {
		OneOwner watch = new OneOwner(old, other);
		watch.thread.setDaemon(true);
		watch.thread.start();
		return watch;
	}

	@Override
	public void run() {
		boolean turn = false;
		while (!this.stopped) {
			look(turn ? this.old : this.other, turn ? this.other : this.old);
			turn = !turn;
			try {
				TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

	private void look(Place first, Place second) {
		try (Connection one = open(first)) {
			if (writes(one, first)) {
				try (Connection two = open(second)) {
					if (writes(two, second) && this.guarded) {
						this.seen = "both sides have taken a write at " + java.time.Instant.now();
					}
					two.rollback();
				}
			}
			// who was refused must not keep the gate of MySQL while he waits elsewhere
			one.rollback();
			this.looks++;
		}
		catch (SQLException ex) {
			// a side that can't be reached takes no writes
		}
	}

	private static Connection open(Place place) throws SQLException {
		Connection connection = place.connect();
		try (Statement settings = connection.createStatement()) {
			if (place.url().startsWith("jdbc:sqlite:")) {
				settings.execute("PRAGMA busy_timeout = 200");
			}
			connection.setAutoCommit(false);
		}
		return connection;
	}

	private boolean writes(Connection connection, Place place) throws SQLException {
		try (Statement insert = connection.createStatement()) {
			insert.execute("INSERT INTO account VALUES (-1, -1, 0, 'probe')");
			return true;
		}
		catch (SQLException ex) {
			if (place == this.other) {
				// before the copy has begun, a restart makes the tables anew
				this.guarded = String.valueOf(ex.getMessage()).contains("drover: moved")
						|| (this.guarded && !NO_TABLE.contains(String.valueOf(ex.getSQLState())));
			}
			return false;
		}
	}

	/** Nothing was seen so far. */
	void holds() {
		holds("");
	}

	/** Nothing was seen so far, after what has just happened. */
	void holds(String after) {
		assertThat(this.seen).as(after).isNull();
	}

	int looks() {
		return this.looks;
	}

	@Override
	public void close() throws InterruptedException {
		this.stopped = true;
		this.thread.join(30_000);
		holds();
	}

}
