package dev.drover.app.live;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import dev.drover.app.wrong.Answer;
import dev.drover.app.wrong.Place;
import dev.drover.app.wrong.TestFaults;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows that the other side has refused, and that are mended while they are followed, come
 * by themselves and are no rejects any more; those that are not are never forgotten.
 */
class MendedRejectsIT {

	private static final String LONG = "x".repeat(60);

	@TempDir
	Path directory;

	/**
	 * One can't be read as what its column says, one is too long, and two will be gone.
	 */
	private LiveMove spoiled(Place target, String settings) throws Exception {
		Place source = Place.sqlite(this.directory.resolve("old.sqlite"));
		LiveMove move = LiveMove.of(this.directory, source, target, settings);
		source.execute("INSERT INTO account VALUES (1, 1, 0, 'ok'), (2, 2, 0, '" + LONG + "'), (3, 3, 'much', 'three'),"
				+ " (4, 4, 'more', 'four'), (5, 5, 0, '" + LONG + "')");
		return move;
	}

	private static void mend(Place source) {
		execute(source, "UPDATE account SET name = 'mended' WHERE id = 2",
				"UPDATE account SET balance = 7 WHERE id = 3", "DELETE FROM account WHERE id > 3");
	}

	private void isMoved(LiveMove move) throws Exception {
		assertThat(move.target().rows("SELECT id, balance, name FROM account ORDER BY id")).containsExactly("1|0|ok",
				"2|0|mended", "3|7|three");
		assertThat(rejects()).isZero();
	}

	@Test
	void theyOpenAnAutomaticGateOnceTheyAreMended() throws Exception {
		LiveMove move = spoiled(Place.postgresql(), "");
		drover("run", move.plan()).isOneLine(3, "DATA_002", "rejected rows: 4", "drover restart bank");
		// asked once more they are still what they were
		drover("restart", "bank").isOneLine(3, "DATA_002", "rejected rows: 4");
		execute(move.source(), "UPDATE account SET name = name || 'y' WHERE id = 2");
		drover("restart", "bank").isOneLine(3, "DATA_002", "rejected rows: 4");
		mend(move.source());
		does("restart", "bank");
		isMoved(move);
	}

	@Test
	@Tag("proof")
	void theyOpenItAlsoIfTheyAreMendedWhileItIsFollowed() throws Exception {
		LiveMove move = spoiled(Place.postgresql(), "");
		Answer run = TestFaults.during(Map.of("catch-up.caught-up", () -> mend(move.source())),
				() -> drover("run", move.plan()));
		assertThat(run.status()).as(run.toString()).isZero();
		isMoved(move);
	}

	@Test
	@Tag("proof")
	void theyOpenItAfterTheComparisonToo() throws Exception {
		LiveMove move = spoiled(Place.mysql(), "");
		Answer run = TestFaults.during(Map.of("verify.compared", () -> mend(move.source())),
				() -> drover("run", move.plan()));
		assertThat(run.status()).as(run.toString()).isZero();
		isMoved(move);
	}

	/** Who gives the word himself may do without rows of which the target has none. */
	@Test
	@Tag("proof")
	void aManualGateOpensWithoutThem() throws Exception {
		LiveMove move = spoiled(Place.postgresql(), "cutover: {gate: manual}\n");
		Answer run = TestFaults.during(Map.of("cutover-prepare.ready", () -> {
			execute(move.source(), "UPDATE account SET name = name || 'y' WHERE id = 2");
			does("cutover", "bank");
		}), () -> drover("run", move.plan()));
		run.isOneLine(3, "DATA_002", "rejected rows: 4", "write those that are needed to new, which is the owner now");
		assertThat(move.target().rows("SELECT id FROM account ORDER BY id")).containsExactly("1");
	}

	/**
	 * What the former owner can't hold keeps the way back shut, however often it is asked
	 * for: there are so many that some are applied while others are still noted.
	 */
	@Test
	void theWayBackIsRefusedUntilTheyAreMended() throws Exception {
		Place source = Place.postgresql();
		Place target = Place.postgresql();
		LiveMove move = LiveMove.of(this.directory, source, target, "limits: {max_errors: 1000}\n");
		source.execute("INSERT INTO account SELECT i, i, 0, 'some' FROM generate_series(1, 300) i");
		Bank.create(target);
		target.execute("ALTER TABLE account ALTER name TYPE varchar(90)");
		does("run", move.plan());
		target.execute("UPDATE account SET name = '" + LONG + "'");
		for (int i = 0; i < 3; i++) {
			drover("rollback", "bank").isOneLine(3, "DATA_002", "rejected rows: 300");
		}
		assertThat(rejects()).isEqualTo(300);
		target.execute("UPDATE account SET name = 'mended'");
		does("rollback", "bank");
		assertThat(source.rows("SELECT DISTINCT name FROM account")).containsExactly("mended");
		assertThat(rejects()).isZero();
	}

	private long rejects() {
		return new JsonMapper().readTree(drover("report", "bank", "--json").out())
			.get("totals")
			.get("rows_rejected")
			.asLong();
	}

	private static void execute(Place place, String... statements) {
		try {
			place.execute(statements);
		}
		catch (java.sql.SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void does(String command, String word) {
		Answer answer = drover(command, word);
		assertThat(answer.status()).as(answer.toString()).isZero();
	}

	private Answer drover(String... words) {
		String[] all = java.util.Arrays.copyOf(words, words.length + 2);
		all[words.length] = "--data-dir";
		all[words.length + 1] = this.directory.resolve("data").toString();
		return Answer.of(Map.of(), all);
	}

}
