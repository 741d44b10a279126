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
 * What pgbench does with a script of one UPDATE, for the engines that pgbench does not know: Load URL CONNECTIONS SECONDS
 * RATE ROWS. RATE 0 is as fast as it goes. Prints transactions a second.
 */
public final class Load {

	private Load() {
	}

	public static void main(String[] arguments) throws Exception {
		int connections = Integer.parseInt(arguments[1]);
		long seconds = Long.parseLong(arguments[2]);
		double rate = Double.parseDouble(arguments[3]);
		int rows = Integer.parseInt(arguments[4]);
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
			Thread thread = new Thread(() -> load(connection, end, every, rows, done));
			thread.start();
			threads.add(thread);
		}
		for (Thread thread : threads) {
			thread.join();
		}
		System.out.println(Math.round(done.get() / ((System.nanoTime() - begun) / 1e9)));
	}

	private static void load(Connection connection, long end, long every, int rows, AtomicLong done) {
		SplittableRandom random = new SplittableRandom(System.nanoTime());
		try (Connection open = connection;
				PreparedStatement update = open
					.prepareStatement("UPDATE pgbench_accounts SET abalance = abalance + ? WHERE aid = ?")) {
			long next = System.nanoTime();
			while (System.nanoTime() < end) {
				LockSupport.parkNanos(next - System.nanoTime());
				next += every;
				update.setInt(1, random.nextInt(-5000, 5000));
				update.setInt(2, 1 + random.nextInt(rows));
				update.executeUpdate();
				done.incrementAndGet();
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
