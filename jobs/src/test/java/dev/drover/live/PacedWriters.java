package dev.drover.live;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications that write as fast as they can in READ COMMITTED, each in rows of its own
 * and all in one that they lock before they change it. There is no error that they would
 * have without Drover, so that each is one too many.
 */
final class PacedWriters implements AutoCloseable {

	private static final int COUNT = 4;

	private final Database database;

	private final AtomicBoolean stopped = new AtomicBoolean();

	private final AtomicLong longestNanos = new AtomicLong();

	private final List<AtomicLong> acknowledged = new ArrayList<>();

	private final List<Session.Waiting> ends = new ArrayList<>();

	private PacedWriters(Database database) {
		this.database = database;
	}

	/**
	 * Begins.
	 * @param database with the table of {@link GateContract#ITEM} and a row of the key 1
	 */
	static PacedWriters at(Database database) {
		PacedWriters writers = new PacedWriters(database);
		for (int i = 0; i < COUNT; i++) {
			AtomicLong count = new AtomicLong();
			long first = 1_000_000L * (i + 1);
			writers.acknowledged.add(count);
			writers.ends.add(Session.Waiting.of(() -> writers.write(first, count)));
		}
		return writers;
	}

	private void write(long first, AtomicLong count) throws SQLException {
		try (Session session = this.database.session()) {
			session.begin(Connection.TRANSACTION_READ_COMMITTED);
			for (long id = first; !this.stopped.get(); id++) {
				long begun = System.nanoTime();
				session.execute("SELECT n FROM item WHERE id = 1 FOR UPDATE", "INSERT INTO item VALUES (" + id + ", 0)",
						"UPDATE item SET n = n + 1 WHERE id = 1");
				session.commit();
				session.execute("UPDATE item SET n = 1 WHERE id = " + id,
						"DELETE FROM item WHERE id = " + (id - 20) + " AND id >= " + first);
				session.commit();
				this.longestNanos.accumulateAndGet(System.nanoTime() - begun, Math::max);
				count.incrementAndGet();
			}
		}
	}

	/** Each gets some transactions through from now on. */
	void go() {
		List<Long> before = this.acknowledged.stream().map(AtomicLong::get).toList();
		org.awaitility.Awaitility.await()
			.atMost(java.time.Duration.ofSeconds(30))
			.pollInterval(java.time.Duration.ofMillis(5))
			.until(() -> {
				boolean all = true;
				for (int i = 0; i < COUNT; i++) {
					all &= this.acknowledged.get(i).get() > before.get(i) + 2 || this.ends.get(i).end().isDone();
				}
				return all;
			});
	}

	/** The longest time that two transactions of one took. */
	long longestMillis() {
		return this.longestNanos.get() / 1_000_000;
	}

	/** Ends them; none of them has met an error. */
	void endWell() throws Exception {
		this.stopped.set(true);
		for (Session.Waiting end : this.ends) {
			assertThat(end.failure()).isNull();
		}
	}

	@Override
	public void close() {
		this.stopped.set(true);
	}

}
