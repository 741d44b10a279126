import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * What pgbench does, for the engines that it does not know: Load URL CONNECTIONS SECONDS RATE ROWS SCRIPT, where SCRIPT is
 * update (one UPDATE for each transaction) or tpcb (pgbench's own transaction of five statements). RATE 0 is as fast as it
 * goes. Prints transactions a second.
 */
public final class Load {

	private static final int ACCOUNTS_OF_A_BRANCH = 100_000;

	private static final int TELLERS_OF_A_BRANCH = 10;

	private Load() {
	}

	public static void main(String[] arguments) throws Exception {
		int connections = Integer.parseInt(arguments[1]);
		long seconds = Long.parseLong(arguments[2]);
		double rate = Double.parseDouble(arguments[3]);
		int rows = Integer.parseInt(arguments[4]);
		boolean tpcb = arguments[5].equals("tpcb");
		List<Connection> open = new ArrayList<>();
		for (int i = 0; i < connections; i++) {
			open.add(DriverManager.getConnection(arguments[0]));
		}
		AtomicLong done = new AtomicLong();
		long begun = System.nanoTime();
		long end = begun + TimeUnit.SECONDS.toNanos(seconds);
		long every = (rate == 0) ? 0 : (long) (1e9 * connections / rate);
		List<Thread> threads = new ArrayList<>();
		for (Connection connection : open) {
			Thread thread = new Thread(() -> load(connection, end, every, rows, tpcb, done));
			thread.start();
			threads.add(thread);
		}
		for (Thread thread : threads) {
			thread.join();
		}
		System.out.println(Math.round(done.get() / ((System.nanoTime() - begun) / 1e9)));
	}

	private static void load(Connection connection, long end, long every, int rows, boolean tpcb, AtomicLong done) {
		SplittableRandom random = new SplittableRandom(System.nanoTime());
		try (Connection open = connection; Transaction transaction = tpcb ? new TpcB(open, rows) : new Update(open, rows)) {
			long next = System.nanoTime();
			while (System.nanoTime() < end) {
				LockSupport.parkNanos(next - System.nanoTime());
				next += every;
				transaction.run(random);
				done.incrementAndGet();
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private interface Transaction extends AutoCloseable {

		void run(SplittableRandom random) throws SQLException;

		@Override
		void close() throws SQLException;

	}

	private static final class Update implements Transaction {

		private final PreparedStatement update;

		private final int rows;

		Update(Connection connection, int rows) throws SQLException {
			this.update = connection.prepareStatement("UPDATE pgbench_accounts SET abalance = abalance + ? WHERE aid = ?");
			this.rows = rows;
		}

		@Override
		public void run(SplittableRandom random) throws SQLException {
			this.update.setInt(1, random.nextInt(-5000, 5001));
			this.update.setInt(2, 1 + random.nextInt(this.rows));
			this.update.executeUpdate();
		}

		@Override
		public void close() throws SQLException {
			this.update.close();
		}

	}

	/** The transaction of pgbench -b tpcb-like, with as many round trips. */
	private static final class TpcB implements Transaction {

		private final List<PreparedStatement> statements = new ArrayList<>();

		private final int rows;

		TpcB(Connection connection, int rows) throws SQLException {
			for (String sql : new String[] { "BEGIN", "UPDATE pgbench_accounts SET abalance = abalance + ? WHERE aid = ?",
					"SELECT abalance FROM pgbench_accounts WHERE aid = ?",
					"UPDATE pgbench_tellers SET tbalance = tbalance + ? WHERE tid = ?",
					"UPDATE pgbench_branches SET bbalance = bbalance + ? WHERE bid = ?",
					"INSERT INTO pgbench_history (tid, bid, aid, delta, mtime) VALUES (?, ?, ?, ?, CURRENT_TIMESTAMP)",
					"COMMIT" }) {
				this.statements.add(connection.prepareStatement(sql));
			}
			this.rows = rows;
		}

		@Override
		public void run(SplittableRandom random) throws SQLException {
			int branches = this.rows / ACCOUNTS_OF_A_BRANCH;
			int account = 1 + random.nextInt(this.rows);
			int branch = 1 + random.nextInt(branches);
			int teller = 1 + random.nextInt(branches * TELLERS_OF_A_BRANCH);
			int delta = random.nextInt(-5000, 5001);
			does(0);
			does(1, delta, account);
			does(2, account);
			does(3, delta, teller);
			does(4, delta, branch);
			does(5, teller, branch, account, delta);
			does(6);
		}

		private void does(int number, int... values) throws SQLException {
			PreparedStatement statement = this.statements.get(number);
			for (int i = 0; i < values.length; i++) {
				statement.setInt(i + 1, values[i]);
			}
			if (statement.execute()) {
				statement.getResultSet().close();
			}
		}

		@Override
		public void close() throws SQLException {
			for (PreparedStatement statement : this.statements) {
				statement.close();
			}
		}

	}

}
