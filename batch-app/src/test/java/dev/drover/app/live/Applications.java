package dev.drover.app.live;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Several applications at once.
 */
final class Applications implements AutoCloseable {

	private final Map<String, Place> places;

	private final List<Writer> writers = new ArrayList<>();

	private final List<Thread> threads = new ArrayList<>();

	/** Applications whose accounts are in the source; none writes yet. */
	Applications(Map<String, Place> places, String source, int count, int accounts) throws SQLException {
		this.places = places;
		for (int i = 0; i < count; i++) {
			Writer writer = new Writer(i, places, source);
			writer.seed(accounts);
			this.writers.add(writer);
		}
	}

	void start() {
		for (Writer writer : this.writers) {
			Thread thread = new Thread(writer, "application");
			thread.setDaemon(true);
			thread.start();
			this.threads.add(thread);
		}
	}

	void pauseBetween(long millis) {
		this.writers.forEach((writer) -> writer.pauseBetween(millis));
	}

	long acknowledged() {
		return this.writers.stream().mapToLong(Writer::acknowledged).sum();
	}

	long moved() {
		return this.writers.stream().mapToLong(Writer::moved).sum();
	}

	long longestMillis() {
		return this.writers.stream().mapToLong(Writer::longestMillis).max().orElse(0);
	}

	/** Every application gets some transactions through from now on. */
	void awaitWrites(int each, int seconds) throws InterruptedException {
		long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
		List<Long> before = this.writers.stream().map(Writer::acknowledged).toList();
		for (int i = 0; i < before.size(); i++) {
			while (this.writers.get(i).acknowledged() < before.get(i) + each) {
				assertThat(this.writers.get(i).failure()).isNull();
				assertThat(System.nanoTime()).as("writer %s waits at %s", i, this.writers.get(i).owner())
					.isLessThan(end);
				TimeUnit.MILLISECONDS.sleep(5);
			}
		}
	}

	/** Everything that was acknowledged to anybody is there, and nothing else. */
	void find(String owner) throws Exception {
		close();
		for (Writer writer : this.writers) {
			if (writer.failure() != null) {
				throw writer.failure();
			}
		}
		Map<Long, Account> expected = new TreeMap<>();
		this.writers.forEach((writer) -> expected.putAll(writer.accounts()));
		Place place = this.places.get(owner);
		assertThat(place).isNotNull();
		assertThat(Bank.read(place)).as("at %s", owner).isEqualTo(expected);
	}

	@Override
	public void close() throws InterruptedException {
		this.writers.forEach(Writer::stop);
		for (Thread thread : this.threads) {
			thread.join(30_000);
		}
	}

}
