package dev.drover.app.live;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.drover.app.wrong.Answer;
import dev.drover.app.wrong.Place;
import dev.drover.app.wrong.TestFaults;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two migrations of different tables of one source: while one holds its gate, or is about
 * to take it, the other copies, follows and switches, and writers of its tables wait for
 * nobody but it.
 */
@Tag("proof")
class TwoMigrationsIT {

	private static final int ROWS = 2_000;

	private static final long MOST_MILLIS = 1_000;

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mysql" })
	void doNotDelayEachOther(String engine) throws Exception {
		Place source = engine.equals("mysql") ? Place.mysql() : Place.postgresql();
		Place first = Place.postgresql();
		Place second = Place.postgresql();
		for (String table : new String[] { "one", "two" }) {
			source.execute("CREATE TABLE " + table + " (id BIGINT NOT NULL PRIMARY KEY, n BIGINT NOT NULL)");
			fill(source, table);
		}
		Path one = plan("one", source, first);
		Path two = plan("two", source, second);
		AtomicReference<Answer> other = new AtomicReference<>();
		AtomicLong written = new AtomicLong();
		Increments increments = new Increments(source, second, written);
		Thread writer = new Thread(increments, "two");
		writer.start();
		// of the first: the second ends while the first one's gate is held
		Answer held = TestFaults.during(Map.of("cutover.drained", () -> other.set(run(two))), () -> run(one));
		increments.stop();
		writer.join();
		assertThat(held.status()).as(held.toString()).isZero();
		assertThat(other.get().status()).as(other.get().toString()).isZero();
		assertThat(increments.failure()).isNull();
		assertThat(increments.longestMillis()).as("the longest wait of a writer of the other table")
			.isLessThan(MOST_MILLIS);
		assertThat(second.number("SELECT sum(n) FROM two")).isEqualTo(written.get());
		for (String id : new String[] { "one", "two" }) {
			for (String command : new String[] { "rollback", "cutover", "finalize" }) {
				Answer answer = drover(command, id);
				assertThat(answer.status()).as(answer.toString()).isZero();
			}
		}
		assertThat(source.number("SELECT sum(n) FROM two")).isEqualTo(written.get());
	}

	private static void fill(Place source, String table) throws SQLException {
		try (Connection connection = source.connect(); Statement insert = connection.createStatement()) {
			connection.setAutoCommit(false);
			for (int id = 1; id <= ROWS; id++) {
				insert.addBatch("INSERT INTO " + table + " VALUES (" + id + ", 0)");
			}
			insert.executeBatch();
			connection.commit();
		}
	}

	private Path plan(String table, Place source, Place target) throws Exception {
		return Files.writeString(this.directory.resolve(table + ".yaml"),
				"id: " + table + "\nsource: " + source.yaml() + "\ntarget: " + target.yaml()
						+ "\nscope: {tables: {include: [" + table + "]}}\ncutover: {timeout: 2m}\n");
	}

	private Answer run(Path plan) {
		return drover("run", plan.toString());
	}

	private Answer drover(String... words) {
		return Answer.of(Map.of(), words[0], words[1], "--data-dir", this.directory.resolve("data").toString());
	}

	/** Counts up in one table, at whichever side takes it. */
	private static final class Increments implements Runnable {

		private Place owner;

		private final Place next;

		private final AtomicLong written;

		private volatile boolean stopped;

		private volatile long longestNanos;

		private volatile @Nullable Exception failure;

		Increments(Place owner, Place next, AtomicLong written) {
			this.owner = owner;
			this.next = next;
			this.written = written;
		}

		@Override
		public void run() {
			try {
				while (!this.stopped) {
					increments();
				}
			}
			catch (SQLException | RuntimeException ex) {
				this.failure = ex;
			}
		}

		private void increments() throws SQLException {
			try (Connection connection = this.owner.connect(); Statement update = connection.createStatement()) {
				long last = System.nanoTime();
				for (int id = 1; !this.stopped; id = id % ROWS + 1) {
					update.executeUpdate("UPDATE two SET n = n + 1 WHERE id = " + id);
					this.written.incrementAndGet();
					long now = System.nanoTime();
					this.longestNanos = Math.max(this.longestNanos, now - last);
					last = now;
				}
			}
			catch (SQLException ex) {
				if (!String.valueOf(ex.getMessage()).contains("drover: moved")) {
					throw ex;
				}
				this.owner = this.next;
			}
		}

		void stop() {
			this.stopped = true;
		}

		long longestMillis() {
			return this.longestNanos / 1_000_000;
		}

		@Nullable Exception failure() {
			return this.failure;
		}

	}

}
