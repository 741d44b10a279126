package dev.drover.app.live;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import dev.drover.app.wrong.Place;

/**
 * A client of pgbench's own TPC-B, statement by statement, that goes where the owner is.
 * The history has a key, which pgbench's has not: a table without one can't be followed.
 */
final class Tpcb implements Runnable {

	private static final int ACCOUNTS = 100_000;

	private static final int TELLERS = 10;

	private static final String SUMS = "SELECT (SELECT count(*) FROM pgbench_history),"
			+ " (SELECT sum(delta) FROM pgbench_history), (SELECT sum(abalance) FROM pgbench_accounts),"
			+ " (SELECT sum(tbalance) FROM pgbench_tellers), (SELECT sum(bbalance) FROM pgbench_branches)";

	private final Map<String, Place> places;

	private final Random random;

	private volatile String owner;

	private volatile boolean stopped;

	private volatile long acknowledged;

	private volatile long sum;

	private volatile @Nullable Exception failure;

	private @Nullable Connection connection;

	Tpcb(int number, Map<String, Place> places, String owner) {
		this.places = places;
		this.owner = owner;
		this.random = new Random(number);
	}

	/** As {@code pgbench -i} of scale 1 makes it. */
	static void create(Place place) throws SQLException {
		place.execute(
				"CREATE TABLE pgbench_history (hid bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, tid int,"
						+ " bid int, aid int, delta int, mtime timestamp, filler char(22))",
				"CREATE TABLE pgbench_tellers (tid int NOT NULL PRIMARY KEY, bid int, tbalance int, filler char(84))"
						+ " WITH (fillfactor=100)",
				"CREATE TABLE pgbench_accounts (aid int NOT NULL PRIMARY KEY, bid int, abalance int, filler char(84))"
						+ " WITH (fillfactor=100)",
				"CREATE TABLE pgbench_branches (bid int NOT NULL PRIMARY KEY, bbalance int, filler char(88))"
						+ " WITH (fillfactor=100)",
				"INSERT INTO pgbench_branches VALUES (1, 0)",
				"INSERT INTO pgbench_tellers SELECT tid, 1, 0 FROM generate_series(1, " + TELLERS + ") tid",
				"INSERT INTO pgbench_accounts SELECT aid, 1, 0, '' FROM generate_series(1, " + ACCOUNTS + ") aid");
	}

	/**
	 * How many transactions there were, and what each table says that they have moved.
	 */
	static String sums(Place place) throws SQLException {
		return place.rows(SUMS).get(0);
	}

	@Override
	public void run() {
		try {
			while (!this.stopped) {
				transaction();
				TimeUnit.MILLISECONDS.sleep(2);
			}
			disconnect();
		}
		catch (SQLException | InterruptedException | RuntimeException ex) {
			this.failure = ex;
		}
	}

	private void transaction() throws SQLException, InterruptedException {
		int account = this.random.nextInt(ACCOUNTS) + 1;
		int teller = this.random.nextInt(TELLERS) + 1;
		int delta = this.random.nextInt(10_001) - 5_000;
		try {
			Connection open = connected();
			execute(open, "UPDATE pgbench_accounts SET abalance = abalance + ? WHERE aid = ?", delta, account);
			execute(open, "SELECT abalance FROM pgbench_accounts WHERE aid = ?", account);
			execute(open, "UPDATE pgbench_tellers SET tbalance = tbalance + ? WHERE tid = ?", delta, teller);
			execute(open, "UPDATE pgbench_branches SET bbalance = bbalance + ? WHERE bid = 1", delta);
			execute(open, "INSERT INTO pgbench_history (tid, bid, aid, delta, mtime)"
					+ " VALUES (?, 1, ?, ?, CURRENT_TIMESTAMP)", teller, account, delta);
			open.commit();
			this.acknowledged++;
			this.sum += delta;
		}
		catch (SQLException ex) {
			disconnect();
			if (!String.valueOf(ex.getMessage()).contains("drover: moved to ")) {
				throw ex;
			}
			this.owner = ex.getMessage().contains("moved to old") ? "old" : "new";
			// the new owner opens a moment later
			TimeUnit.MILLISECONDS.sleep(2);
		}
	}

	private static void execute(Connection open, String sql, int... values) throws SQLException {
		try (PreparedStatement statement = open.prepareStatement(sql)) {
			for (int i = 0; i < values.length; i++) {
				statement.setInt(i + 1, values[i]);
			}
			statement.execute();
		}
	}

	private Connection connected() throws SQLException {
		Connection open = this.connection;
		if (open == null) {
			Place place = this.places.get(this.owner);
			if (place == null) {
				throw new IllegalStateException("no endpoint " + this.owner);
			}
			open = place.connect();
			open.setAutoCommit(false);
			this.connection = open;
		}
		return open;
	}

	private void disconnect() throws SQLException {
		Connection open = this.connection;
		this.connection = null;
		if (open != null) {
			open.close();
		}
	}

	void stop() {
		this.stopped = true;
	}

	/** Transactions of which it was told that they were done. */
	long acknowledged() {
		return this.acknowledged;
	}

	/** What they have moved. */
	long sum() {
		return this.sum;
	}

	@Nullable Exception failure() {
		return this.failure;
	}

}
