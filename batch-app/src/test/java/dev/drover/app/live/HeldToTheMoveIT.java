package dev.drover.app.live;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Answer;
import dev.drover.app.wrong.Place;
import dev.drover.app.wrong.TestFaults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The former owner's gate is held until it moves, also where triggers and numbers of the
 * new owner are changed meanwhile: in MySQL that ends the transaction of whoever does it.
 */
class HeldToTheMoveIT {

	private static final int[] LEVELS = { Connection.TRANSACTION_READ_COMMITTED,
			Connection.TRANSACTION_REPEATABLE_READ };

	private static final String EVENT = "CREATE TABLE event (id INT NOT NULL AUTO_INCREMENT PRIMARY KEY, n INT)";

	@TempDir
	Path directory;

	@Test
	void writersStandAlthoughTriggersAreBackAndNumbersSet() throws Exception {
		Place source = Place.mysql();
		Place target = Place.mysql();
		LiveMove move = LiveMove.of(this.directory, source, target, "cutover: {timeout: 30s}\n");
		source.execute(EVENT, "INSERT INTO event (n) VALUES (1), (2)",
				"INSERT INTO account VALUES (1, 1, 0, 'one'), (2, 2, 0, 'two')");
		Bank.create(target);
		target.execute(EVENT, "CREATE TABLE log (n INT)",
				"CREATE TRIGGER told AFTER INSERT ON event FOR EACH ROW INSERT INTO log VALUES (NEW.n)");
		try (OldTransactions writers = new OldTransactions(source, LEVELS, 1)) {
			Answer run = TestFaults.during(Map.of("cutover.armed", () -> {
				assertThat(triggers(target)).contains("told");
				writers.writeAndCommit();
				await().atMost(Duration.ofSeconds(20)).until(() -> writers.oneHasEnded() || allStand(source));
			}), () -> Answer.of(Map.of(), "run", move.plan(), "--data-dir", move.data()));
			assertThat(run.status()).as(run.toString()).isZero();
			assertThat(writers.ends()).hasSize(LEVELS.length).allMatch((text) -> text.contains("drover: moved"));
		}
		assertThat(target.rows("SELECT balance FROM account")).containsExactly("0", "0");
		target.execute("INSERT INTO event (n) VALUES (3)");
		assertThat(target.rows("SELECT n FROM log")).containsExactly("3");
	}

	private static String triggers(Place place) {
		try {
			return place.rows("SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = database()")
				.toString();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean allStand(Place place) throws SQLException {
		return place.number("SELECT count(*) FROM information_schema.innodb_trx"
				+ " WHERE trx_state = 'LOCK WAIT'") == LEVELS.length;
	}

}
