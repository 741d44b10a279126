package dev.drover.app.live;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import dev.drover.app.wrong.Answer;
import dev.drover.app.wrong.Place;
import dev.drover.app.wrong.TestFaults;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A table without a key that changes while its database moves: refused, or by the plan's
 * choice copied whole in each switch.
 */
class WithoutKeyIT {

	private static final String ALL = "SELECT at, text FROM log";

	private static final String LONG = "x".repeat(60);

	@TempDir
	Path directory;

	@Test
	void fromPostgresql() throws Exception {
		moves(Place.postgresql(), Place.postgresql());
	}

	@Test
	@Tag("proof")
	void fromMysql() throws Exception {
		moves(Place.mysql(), Place.postgresql());
	}

	@Test
	@Tag("proof")
	void fromMariadb() throws Exception {
		moves(Place.mariadb(), Place.mysql());
	}

	@Test
	void fromSqlite() throws Exception {
		moves(Place.sqlite(this.directory.resolve("old.sqlite")), Place.sqlite(this.directory.resolve("new.sqlite")));
	}

	private void moves(Place source, Place target) throws Exception {
		LiveMove move = LiveMove.of(this.directory, source, target, "data: {without_key: whole}\n");
		log(source);
		Answer run = TestFaults.during(Map.of("verify.compared", () -> change(source)), () -> drover(move, "run"));
		assertThat(run.status()).as(run.toString()).isZero();
		List<String> owned = source.rows(ALL);
		assertThat(target.rows(ALL)).hasSize(7).isEqualTo(owned);
		target.execute("DELETE FROM log WHERE at = 3", "INSERT INTO log VALUES (8, 'at the new owner')");
		does(move, "rollback");
		assertThat(source.rows(ALL)).contains("8|at the new owner").isEqualTo(target.rows(ALL));
		source.execute("UPDATE log SET text = 'back' WHERE at = 8");
		does(move, "cutover");
		assertThat(target.rows(ALL)).contains("8|back").isEqualTo(source.rows(ALL));
		target.execute("INSERT INTO log VALUES (9, 'after the last switch')");
		does(move, "finalize");
		assertThat(source.rows(ALL)).contains("9|after the last switch").isEqualTo(target.rows(ALL));
		assertThat(compared(move)).containsExactly(
				"table log, which has no key, before the switch: 7 rows equal, 0 different",
				"table log, which has no key, under the gate: 7 rows equal, 0 different",
				"table log, which has no key, under the gate: 7 rows equal, 0 different",
				"table log, which has no key, under the gate: 7 rows equal, 0 different",
				"table log, which has no key, before the way back ended: 8 rows equal, 0 different");
		move.leavesNothing();
	}

	private static List<String> compared(LiveMove move) {
		Answer report = Answer.of(Map.of(), "report", "bank", "--json", "--data-dir", move.data());
		assertThat(report.out()).doesNotContain("SCHEMA_008");
		return StreamSupport.stream(new JsonMapper().readTree(report.out()).get("audit").spliterator(), false)
			.filter((entry) -> entry.get("action").asString().equals("compared"))
			.map((entry) -> entry.get("detail").asString())
			.toList();
	}

	/** Its rows have arrived, and the note that they are to come is still there. */
	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mysql" })
	void comesOnceMoreAfterAKillBehindItsCommit(String engine) throws Exception {
		Place source = engine.equals("mysql") ? Place.mysql() : Place.postgresql();
		Place target = Place.postgresql();
		LiveMove move = LiveMove.of(this.directory, source, target, "data: {without_key: whole}\n");
		log(source);
		move.drover().dies("verify.compared", "run", move.plan());
		change(source);
		// nothing else was written: the only note is that of this table
		move.drover().dies("apply.before-delete", "restart", "bank");
		move.drover().does("restart", "bank");
		assertThat(target.rows(ALL)).hasSize(7).isEqualTo(source.rows(ALL));
		does(move, "finalize");
		assertThat(source.rows(ALL)).isEqualTo(target.rows(ALL));
		move.leavesNothing();
	}

	/** A row that somebody has put into the target, past its guard, is seen. */
	@Test
	void oneThatDiffersAfterAllIsNotSwitchedTo() throws Exception {
		Place target = Place.postgresql();
		Place source = Place.postgresql();
		LiveMove move = LiveMove.of(this.directory, source, target, "data: {without_key: whole}\n");
		log(source);
		// one is there three times and the other once, so that counting sees nothing
		Answer run = TestFaults.during(Map.of("cutover.drained", () -> pastTheGuard(target)),
				() -> drover(move, "run"));
		run.isOneLine(3, "CUT_002", "table log, which has no key, in 2 rows", "nothing has changed");
		source.execute("INSERT INTO log VALUES (5, 'writers go on')");
	}

	private static void pastTheGuard(Place target) {
		try {
			target.execute("ALTER TABLE log DISABLE TRIGGER USER",
					"UPDATE log SET at = 1, text = 'one' WHERE ctid = (SELECT min(ctid) FROM log WHERE at = 2)");
		}
		catch (java.sql.SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Of the copy, of the changes before the switch, and mended. */
	@Test
	void rowsThatTheOtherSideRefusesKeepTheGateShutUntilTheyAreMended() throws Exception {
		Place source = Place.sqlite(this.directory.resolve("old.sqlite"));
		Place target = Place.postgresql();
		LiveMove move = LiveMove.of(this.directory, source, target, "data: {without_key: whole}\n");
		log(source);
		source.execute("INSERT INTO log VALUES (6, '" + LONG + "')");
		drover(move, "run").isOneLine(3, "DATA_002", "table log", "column text", "rejected rows: 1");
		source.execute("INSERT INTO log VALUES (7, '" + LONG + "'), (8, 'short')");
		restart(move).isOneLine(3, "DATA_002", "table log", "rejected rows: 2");
		source.execute("UPDATE log SET text = 'mended' WHERE at > 5");
		assertThat(restart(move).status()).isZero();
		assertThat(target.rows(ALL)).contains("6|mended", "7|mended").isEqualTo(source.rows(ALL));
		assertThat(Answer.of(Map.of(), "report", "bank", "--json", "--data-dir", move.data()).out())
			.contains("\"rows_rejected\" : 0");
	}

	private static Answer restart(LiveMove move) {
		return Answer.of(Map.of(), "restart", "bank", "--data-dir", move.data());
	}

	/** Rows that are there twice are there twice. */
	private static void log(Place source) throws Exception {
		source.execute("CREATE TABLE log (at int, text varchar(40))",
				"INSERT INTO log VALUES (1, 'one'), (2, 'two'), (2, 'two'), (3, NULL), (NULL, 'none')");
	}

	private static void change(Place source) {
		try {
			source.execute("INSERT INTO log VALUES (1, 'one'), (4, 'four'), (NULL, NULL)",
					"UPDATE log SET text = 'zwei' WHERE at = 2", "DELETE FROM log WHERE at IS NULL AND text = 'none'");
		}
		catch (java.sql.SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void isRefusedUnlessThePlanSaysSo() throws Exception {
		Place source = Place.sqlite(this.directory.resolve("old.sqlite"));
		LiveMove move = LiveMove.of(this.directory, source, Place.sqlite(this.directory.resolve("new.sqlite")), "");
		log(source);
		drover(move, "run").isOneLine(2, "SYNC_001", "table log has no key", "without_key: whole");
	}

	/** Of a table without a column there is nothing that a note could hold. */
	@Test
	void isRefusedWithoutAnyColumnToo() throws Exception {
		Place source = Place.postgresql();
		LiveMove move = LiveMove.of(this.directory, source, Place.postgresql(), "data: {without_key: whole}\n");
		source.execute("CREATE TABLE empty_rows ()");
		drover(move, "run").isOneLine(2, "SYNC_001", "table empty_rows has no column with values of its own");
	}

	/** Writers wait no longer than the plan allows. */
	@Test
	@Tag("proof")
	void oneThatTakesTooLongIsNotMoved() throws Exception {
		Place source = Place.postgresql();
		LiveMove move = LiveMove.of(this.directory, source, Place.postgresql(),
				"data: {without_key: whole}\ncutover: {timeout: 400ms}\n");
		log(source);
		source.execute("INSERT INTO log SELECT i, repeat('x', 40) FROM generate_series(1, 1000000) i");
		Answer run = TestFaults.during(Map.of("cutover.intent", () -> change(source)), () -> drover(move, "run"));
		run.isOneLine(1, "CUT_001", "cutover.timeout", "nothing has changed");
		source.execute("INSERT INTO log VALUES (5, 'writers go on')");
	}

	private static void does(LiveMove move, String command) {
		Answer answer = Answer.of(Map.of(), command, "bank", "--data-dir", move.data());
		assertThat(answer.status()).as(answer.toString()).isZero();
	}

	private static Answer drover(LiveMove move, String command) {
		return Answer.of(Map.of(), command, move.plan(), "--data-dir", move.data());
	}

}
