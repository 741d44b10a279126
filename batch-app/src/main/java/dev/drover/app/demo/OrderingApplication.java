package dev.drover.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * An application that goes on writing while its database moves: it places, delivers and
 * cancels orders, keeps what was acknowledged to it, and goes where it is told to. All
 * that it knows of the move are the words {@code drover: moved to}.
 */
public final class OrderingApplication implements AutoCloseable {

	/** About 150 writes a second leave a small machine room for the move. */
	private static final long PAUSE_MILLIS = 5;

	/** The new owner opens a moment after the old one has closed. */
	private static final long MOVING_MILLIS = 1;

	private static final long LOOK_MILLIS = 20;

	private static final long FIRST_ID = 1_000_000_000L;

	private final Map<String, Path> databases;

	private final AcknowledgedOrders acknowledged = new AcknowledgedOrders();

	/** What can be delivered or cancelled. */
	private final List<TakenOrder> orders = new ArrayList<>();

	private final SplittableRandom random = new SplittableRandom(7);

	private final Thread thread = new Thread(this::work, "application");

	private volatile boolean stopped;

	private volatile long longestNanos;

	private volatile @Nullable SQLException failure;

	private String owner;

	private @Nullable Connection connection;

	private long nextId = FIRST_ID;

	/**
	 * Creates it; nothing is written yet.
	 * @param databases SQLite files by the names under which they are moved to
	 * @param owner the name of the one that it begins with
	 */
	public OrderingApplication(Map<String, Path> databases, String owner) {
		this.databases = Map.copyOf(databases);
		this.owner = owner;
		this.thread.setDaemon(true);
	}

	/** Begins to write. */
	public void start() {
		this.thread.start();
	}

	private void work() {
		try {
			while (!this.stopped) {
				carryOut(next());
				TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
			}
			disconnect();
		}
		catch (SQLException ex) {
			this.failure = ex;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private TakenOrder next() {
		int kind = this.random.nextInt(10);
		if (kind < 6 || this.orders.isEmpty()) {
			return new TakenOrder(this.nextId++, TakenOrder.State.OPEN, this.random.nextInt(1, 5));
		}
		return this.orders.get(this.random.nextInt(this.orders.size()))
			.become((kind < 9) ? TakenOrder.State.DELIVERED : TakenOrder.State.CANCELLED);
	}

	/** Tries until it is acknowledged. */
	private void carryOut(TakenOrder order) throws SQLException, InterruptedException {
		long begun = System.nanoTime();
		while (!acknowledged(order)) {
			TimeUnit.MILLISECONDS.sleep(MOVING_MILLIS);
		}
		this.longestNanos = Math.max(this.longestNanos, System.nanoTime() - begun);
		if (order.state() == TakenOrder.State.OPEN) {
			this.orders.add(order);
		}
		if (order.state() == TakenOrder.State.CANCELLED) {
			this.orders.removeIf((other) -> other.id() == order.id());
		}
	}

	private boolean acknowledged(TakenOrder order) throws SQLException {
		try {
			Connection open = connected();
			order.write(open);
			open.commit();
			this.acknowledged.add(order);
			return true;
		}
		catch (SQLException ex) {
			// with it goes whatever was not committed
			disconnect();
			if (!moved(ex) && !String.valueOf(ex.getMessage()).contains("SQLITE_BUSY")) {
				throw ex;
			}
			return false;
		}
	}

	private boolean moved(SQLException ex) {
		String message = String.valueOf(ex.getMessage());
		for (String name : this.databases.keySet()) {
			if (message.contains("drover: moved to " + name)) {
				this.owner = name;
				return true;
			}
		}
		return false;
	}

	private Connection connected() throws SQLException {
		Connection open = this.connection;
		if (open == null) {
			open = DriverManager.getConnection("jdbc:sqlite:" + file(this.owner));
			this.connection = open;
			try (Statement statement = open.createStatement()) {
				statement.execute("PRAGMA busy_timeout = 10000");
				// as it is usual for a file in use: who writes does not wait for those
				// who read
				statement.execute("PRAGMA journal_mode = WAL");
				statement.execute("PRAGMA foreign_keys = ON");
			}
			open.setAutoCommit(false);
		}
		return open;
	}

	private Path file(String name) {
		Path file = this.databases.get(name);
		if (file == null) {
			throw new IllegalArgumentException("no database " + name);
		}
		return file;
	}

	private void disconnect() throws SQLException {
		Connection open = this.connection;
		this.connection = null;
		if (open != null) {
			open.close();
		}
	}

	/** How many writes were acknowledged. */
	public long acknowledged() {
		return this.acknowledged.writes();
	}

	/** Waits for some more of them, unless it has ended. */
	public synchronized void awaitWrites(int more) throws InterruptedException {
		long wanted = acknowledged() + more;
		while (acknowledged() < wanted && this.thread.isAlive()) {
			wait(LOOK_MILLIS);
		}
	}

	/** How many of them are in the database of a name; only after {@link #close()}. */
	public long foundIn(String name) {
		try {
			return this.acknowledged.foundIn(file(name));
		}
		catch (SQLException ex) {
			throw new UncheckedIOException(new IOException("can't read " + file(name), ex));
		}
	}

	/** The longest that one write took so far, in milliseconds. */
	public long longestMillis() {
		return this.longestNanos / 1_000_000;
	}

	/** Why it has ended by itself, or {@code null}. */
	public @Nullable Exception failure() {
		return this.failure;
	}

	/** Ends after the write that is under way. */
	@Override
	public void close() {
		this.stopped = true;
		try {
			this.thread.join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
