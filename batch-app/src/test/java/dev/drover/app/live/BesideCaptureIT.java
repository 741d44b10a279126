package dev.drover.app.live;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.drover.app.wrong.Answer;
import dev.drover.app.wrong.Place;
import dev.drover.app.wrong.TestFaults;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What applications do while triggers are installed at the source: rows that no range of
 * keys knew of arrive, and nobody waits for long behind somebody who is waited for.
 */
class BesideCaptureIT {

	/** For so long a table is held. */
	private static final int SECONDS = 6;

	/** One attempt takes a second. */
	private static final long WAIT_MILLIS = 2_000;

	@TempDir
	Path directory;

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mysql" })
	void rowsThatNoRangeKnewOfArrive(String engine) throws Exception {
		Place source = place(engine);
		LiveMove move = LiveMove.of(this.directory, source, Place.postgresql(),
				"data: {type: scan, without_key: whole}\n");
		source.execute("CREATE TABLE tagged (tag BIGINT UNIQUE, n INTEGER NOT NULL)",
				"INSERT INTO account VALUES (1, 1, 0, 'first'), (2, 2, 0, 'second')",
				"INSERT INTO tagged VALUES (1, 1), (2, 2)");
		Answer run = TestFaults.during(
				Map.of("prepare.end", () -> insert(source, 10), "capture.gate", () -> insert(source, 20),
						"capture.table", () -> insert(source, 30), "schema-sync.frozen", () -> insert(source, 40)),
				() -> drover("run", move.plan()));
		assertThat(run.status()).as(run.toString()).isZero();
		for (String rows : List.of("SELECT id, slot FROM account", "SELECT tag, n FROM tagged")) {
			assertThat(move.target().rows(rows)).hasSize(2 + 4 * 3).isEqualTo(source.rows(rows));
		}
	}

	/** Beyond all keys, before all, and without one. */
	private static void insert(Place source, int n) {
		try {
			source.execute(
					"INSERT INTO account VALUES (" + n + "000, " + n + ", 0, 'a'), (-" + n + ", -" + n + ", 0, 'b'), ("
							+ n + "001, " + n + "1, 0, 'c')",
					"INSERT INTO tagged VALUES (" + n + "000, 1), (NULL, " + n + "), (-" + n + ", 2)");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mysql" })
	@Tag("proof")
	void nobodyWaitsForLongBehindATableThatIsHeld(String engine) throws Exception {
		Place source = place(engine);
		LiveMove move = LiveMove.of(this.directory, source, Place.postgresql(), "");
		source.execute("INSERT INTO account VALUES (-1, -1, 0, 'held')");
		Applications applications = new Applications(Map.of("old", source, "new", move.target()), "old", 3, 50);
		applications.pauseBetween(10);
		try (applications; Connection holder = source.connect()) {
			applications.start();
			applications.awaitWrites(20, 30);
			long[] longest = new long[1];
			CompletableFuture<?>[] held = new CompletableFuture<?>[1];
			Answer run = TestFaults.during(Map.of("capture.gate", () -> {
				applications.longestMillis();
				held[0] = holds(holder);
			}, "capture.source", () -> longest[0] = applications.longestMillis()), () -> drover("run", move.plan()));
			assertThat(run.status()).as(run.toString()).isZero();
			assertThat(run.err() + run.out()).contains("waiting for others: installing triggers");
			held[0].join();
			assertThat(longest[0]).as("milliseconds that somebody waited").isLessThan(WAIT_MILLIS);
			applications.awaitWrites(5, 30);
			applications.close();
			assertThat(move.target().text("SELECT name FROM account WHERE id = -1")).isEqualTo("still held");
		}
	}

	/** An application that takes its time before it commits. */
	private static CompletableFuture<Void> holds(Connection holder) {
		try (Statement statement = holder.createStatement()) {
			holder.setAutoCommit(false);
			statement.execute("UPDATE account SET name = 'still held' WHERE id = -1");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
		Executor later = CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS);
		return CompletableFuture.runAsync(() -> {
			try {
				holder.commit();
			}
			catch (SQLException ex) {
				throw new IllegalStateException(ex);
			}
		}, later);
	}

	private static Place place(String engine) {
		return engine.equals("mysql") ? Place.mysql() : Place.postgresql();
	}

	private Answer drover(String command, String word) {
		return Answer.of(Map.of(), command, word, "--data-dir", this.directory.resolve("data").toString());
	}

}
