package dev.drover.app.live;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Answer;
import dev.drover.app.wrong.Place;
import dev.drover.app.wrong.TestFaults;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Others write to the target before it is the owner: refused by its closed gate, or,
 * where no gate stops them, found before the switch.
 */
class TouchedTargetIT {

	/** More than are counted under the gate. */
	private static final int ROWS = 50_001;

	@TempDir
	Path directory;

	private final Place source = Place.postgresql();

	private LiveMove events(Place target, String settings) throws Exception {
		LiveMove move = LiveMove.of(this.directory, this.source, target, settings);
		this.source.execute("CREATE TABLE event (id int PRIMARY KEY, n int)",
				"INSERT INTO event SELECT i, i FROM generate_series(1, " + ROWS + ") i");
		return move;
	}

	/** No trigger fires for it in MySQL. */
	@Test
	void aTruncateAfterTheComparisonIsFoundBeforeTheSwitch() throws Exception {
		LiveMove move = events(Place.mysql(), "");
		Answer run = TestFaults.during(
				Map.of("cutover-prepare.ready", () -> execute(move.target(), "TRUNCATE TABLE event")),
				() -> drover("run", move.plan()));
		run.isOneLine(3, "CUT_002", "event in " + ROWS + " rows", "nothing has changed", "UPDATE");
		assertThat(move.takesWrites(this.source)).isTrue();
		this.source.execute("UPDATE event SET n = n");
		does("restart");
		assertThat(move.target().rows("SELECT count(*), sum(n) FROM event"))
			.isEqualTo(this.source.rows("SELECT count(*), sum(n) FROM event"));
	}

	/**
	 * The former owner is looked at too; one that was only rebuilt is as good as before.
	 */
	@Test
	@Tag("proof")
	void theSameOnTheWayBack() throws Exception {
		Place mysql = Place.mysql();
		LiveMove move = events(mysql, "");
		does("run", move.plan());
		does("rollback");
		// what Drover itself does needs no second look
		assertThat(drover("report", "bank").out()).doesNotContain("truncated or changed");
		execute(mysql, "ALTER TABLE event ENGINE = InnoDB");
		does("cutover");
		assertThat(drover("report", "bank").out())
			.contains("table event, which was truncated or changed in new: " + ROWS + " rows equal, 0 different");
		does("rollback");
		execute(mysql, "TRUNCATE TABLE event");
		drover("cutover", "bank").isOneLine(3, "CUT_002", "event in " + ROWS + " rows", "nothing has changed");
		assertThat(move.takesWrites(this.source)).isTrue();
		this.source.execute("UPDATE event SET n = n");
		does("cutover");
		does("finalize");
		move.leavesNothing();
	}

	/** While tables are copied no trigger is in the way, and the comparison sees it. */
	@Test
	void whatIsWrittenWhileItIsCopiedIsFoundByTheComparison() throws Exception {
		LiveMove move = events(Place.mysql(), "limits: {max_validation_failures: 9}\n");
		Answer run = TestFaults.during(
				Map.of("finish-schema.taken-over",
						() -> execute(move.target(), "UPDATE event SET n = 0 WHERE id = 7",
								"DELETE FROM event WHERE id = 8", "INSERT INTO event VALUES (-1, 0)")),
				() -> drover("run", move.plan()));
		run.isOneLine(3, "CUT_002", "drover report bank");
		assertThat(drover("report", "bank").out()).contains("changed 7 in n", "missing 8", "-1");
		assertThat(move.takesWrites(this.source)).isTrue();
	}

	/**
	 * From then on it is refused; in PostgreSQL from the first row on, and whole tables.
	 */
	@Test
	@Tag("proof")
	void whatIsWrittenWhileItIsFollowedIsRefused() throws Exception {
		LiveMove move = events(Place.postgresql(), "");
		Answer run = TestFaults
			.during(Map.of("copy.after-commit", () -> isRefused(move.target()), "finish-schema.taken-over",
					() -> isRefused(move.target()), "catch-up.entered", () -> isRefused(move.target()),
					"verify.compared", () -> isRefused(move.target()), "cutover.held", () -> isRefused(move.target())),
					() -> drover("run", move.plan()));
		assertThat(run.status()).as(run.toString()).isZero();
		assertThat(move.target().number("SELECT count(*) FROM event")).isEqualTo(ROWS);
	}

	private static void isRefused(Place target) {
		for (String sql : new String[] { "UPDATE event SET n = 0", "DELETE FROM event WHERE id = 8",
				"INSERT INTO event VALUES (-1, 0)", "TRUNCATE event" }) {
			assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> target.execute(sql))).as(sql)
				.hasMessageContaining("drover: moved to old");
		}
	}

	private static void execute(Place place, String... statements) {
		try {
			place.execute(statements);
		}
		catch (java.sql.SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private void does(String command) {
		does(command, "bank");
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
