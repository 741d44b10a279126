import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * An application that writes at a given rate while its database moves, for bench/live: Writer RATE CONNECTIONS NAME=URL
 * NAME=URL. Half of its transactions pay an order, half change one. For each line on stdin it answers one: the longest
 * time in milliseconds that a write took since the last answer (retries, and going to the other side, with it), the
 * writes acknowledged, and the errors that are none of the switch. After the end of stdin it counts what it has added.
 */
public final class Writer extends Thread {

	private static final AtomicLong LONGEST = new AtomicLong();

	private static final AtomicLong ACKNOWLEDGED = new AtomicLong();

	private static final AtomicLong ERRORS = new AtomicLong();

	private static final AtomicLong NEXT = new AtomicLong(2_000_000_000L);

	/** Payments that were acknowledged. */
	private static final AtomicLong ADDED = new AtomicLong();

	private static volatile int owner;

	private static volatile boolean stopped;

	private final SplittableRandom random;

	private final long everyNanos;

	private final List<String> names;

	private final List<String> urls;

	/** One to each side, as an application's pools hold them. */
	private final Connection[] open = new Connection[2];

	private final PreparedStatement[][] statements = new PreparedStatement[2][];

	private Writer(int number, long everyNanos, List<String> names, List<String> urls) {
		this.random = new SplittableRandom(number);
		this.everyNanos = everyNanos;
		this.names = names;
		this.urls = urls;
		setDaemon(true);
	}

	public static void main(String[] arguments) throws Exception {
		int connections = Integer.parseInt(arguments[1]);
		long every = 1_000_000_000L * connections / Integer.parseInt(arguments[0]);
		List<String> names = new ArrayList<>();
		List<String> urls = new ArrayList<>();
		for (int i = 2; i < arguments.length; i++) {
			names.add(arguments[i].replaceFirst("=.*", ""));
			urls.add(arguments[i].replaceFirst("^[^=]*=", ""));
		}
		List<Writer> writers = new ArrayList<>();
		for (int i = 0; i < connections; i++) {
			writers.add(new Writer(i, every, names, urls));
		}
		writers.forEach(Thread::start);
		BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		while (in.readLine() != null) {
			System.out.println(LONGEST.getAndSet(0) / 1_000_000 + " " + ACKNOWLEDGED.get() + " " + ERRORS.get());
		}
		stopped = true;
		for (Writer writer : writers) {
			writer.join();
		}
		try (Connection connection = DriverManager.getConnection(urls.get(owner));
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT count(*) FROM payments WHERE id >= 2000000000")) {
			row.next();
			System.out.println("added " + ADDED.get() + " found " + row.getLong(1) + " at " + names.get(owner));
		}
	}

	@Override
	public void run() {
		long next = System.nanoTime() + this.random.nextLong(this.everyNanos);
		while (!stopped) {
			LockSupport.parkNanos(next - System.nanoTime());
			write();
			// whoever was held up does not make up for it at once
			next = Math.max(next + this.everyNanos, System.nanoTime());
		}
	}

	private void write() {
		boolean adding = this.random.nextBoolean();
		long id = adding ? NEXT.getAndIncrement() : 1 + this.random.nextLong(1000);
		long begun = System.nanoTime();
		while (!done(adding, id)) {
			LockSupport.parkNanos(1_000_000);
		}
		long took = System.nanoTime() - begun;
		LONGEST.accumulateAndGet(took, Math::max);
		ACKNOWLEDGED.incrementAndGet();
		if (adding) {
			ADDED.incrementAndGet();
		}
	}

	private boolean done(boolean adding, long id) {
		int at = owner;
		try {
			PreparedStatement statement = statement(at, adding ? 0 : 1);
			statement.setLong(1, id);
			statement.executeUpdate();
			return true;
		}
		catch (SQLException ex) {
			String message = String.valueOf(ex.getMessage());
			for (int i = 0; i < this.names.size(); i++) {
				if (message.contains("drover: moved to " + this.names.get(i))) {
					owner = i;
					return false;
				}
			}
			if (!message.contains("SQLITE_BUSY") && ERRORS.incrementAndGet() < 10) {
				System.err.println("writer at " + this.names.get(at) + ": " + message);
			}
			return false;
		}
	}

	private PreparedStatement statement(int at, int which) throws SQLException {
		if (this.open[at] == null || this.open[at].isClosed()) {
			Connection connection = DriverManager.getConnection(this.urls.get(at));
			this.statements[at] = new PreparedStatement[] {
					// the values of a row that is there fit whatever types the columns have become
					connection.prepareStatement("INSERT INTO payments (id, order_id, method, amount, paid, paid_at)"
							+ " SELECT ?, 1, method, amount, paid, paid_at FROM payments WHERE id = 1"),
					connection.prepareStatement("UPDATE orders SET total = ROUND(total + 0.01, 2) WHERE id = ?") };
			this.open[at] = connection;
		}
		return this.statements[at][which];
	}

}
