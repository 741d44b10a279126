package dev.drover.app.live;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Answer;
import dev.drover.app.wrong.Place;
import dev.drover.app.wrong.TestFaults;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is looked at while the gate is held, so that a target that is not equal after all
 * does not become the owner.
 */
class LastLookIT {

	@TempDir
	Path directory;

	private Place source;

	private Place target;

	@BeforeEach
	void places() {
		this.source = Place.postgresql();
		this.target = Place.postgresql();
	}

	private LiveMove move() throws Exception {
		LiveMove move = LiveMove.of(this.directory, this.source, this.target, "");
		this.source.execute("INSERT INTO account SELECT i, i, 0, 'some' FROM generate_series(1, 20) i",
				"INSERT INTO entry SELECT i, 0, 0 FROM generate_series(1, 20) i");
		return move;
	}

	/** A row that somebody has taken from the target, past its guard. */
	@Test
	void rowsAreCounted() throws Exception {
		LiveMove move = move();
		Answer run = TestFaults.during(Map.of("cutover.intent", () -> pastTheGuard("DELETE FROM entry WHERE no = 0")),
				() -> drover("run", move.plan()));
		run.isOneLine(3, "CUT_002", "table entry has 20 rows in the source and 0 in the target", "nothing has changed");
		this.source.execute("UPDATE account SET balance = 1 WHERE id = 1");
	}

	/** What was small when it was compared may hold writers up for long. */
	@Test
	void aTableThatHasGrownIsNotCountedWhileTheyWait() throws Exception {
		LiveMove move = move();
		try (Connection other = this.target.connect(); Statement statement = other.createStatement()) {
			// else a look that waits for it would wait for ever
			statement.execute("SET idle_in_transaction_session_timeout = '10s'");
			other.setAutoCommit(false);
			Answer run = TestFaults.during(
					Map.of("cutover-prepare.ready",
							() -> execute(this.source,
									"INSERT INTO entry SELECT 1 + i % 20, i, 0 FROM generate_series(1, 60000) i"),
							"cutover.held", () -> lock(statement), "cutover.counted", () -> letGo(other)),
					() -> drover("run", move.plan()));
			assertThat(run.status()).as(run.toString()).isZero();
		}
		assertThat(this.target.number("SELECT count(*) FROM entry")).isEqualTo(60_020);
	}

	private static void lock(Statement statement) {
		try {
			statement.execute("LOCK TABLE entry IN ACCESS EXCLUSIVE MODE");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void letGo(Connection other) {
		try {
			other.rollback();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void rowsThatWereAppliedLastAreCompared() throws Exception {
		LiveMove move = move();
		Answer run = TestFaults.during(
				Map.of("cutover.intent", () -> execute(this.source, "UPDATE account SET balance = 7 WHERE id = 3"),
						"cutover.drained", () -> pastTheGuard("UPDATE account SET balance = 8 WHERE id = 3")),
				() -> drover("run", move.plan()));
		run.isOneLine(3, "CUT_002", "table account in key 3", "nothing has changed");
		this.source.execute("UPDATE account SET balance = 1 WHERE id = 1");
	}

	/**
	 * A row that was never at rest while a worker process looked at it: what it was then
	 * nobody can say. Later so many others are applied that it is none of the last ones.
	 */
	@Test
	void rowsThatKeptChangingWhileAWorkerComparedThemAreCompared() throws Exception {
		Place control = Place.postgresql();
		Map<String, String> environment = Map.of("DROVER_CONTROL_URL", control.url(), "DROVER_CONTROL_USER",
				control.user(), "DROVER_CONTROL_PASSWORD", control.password());
		LiveMove move = move();
		AtomicBoolean changing = new AtomicBoolean();
		Runnable change = () -> execute(this.source, "UPDATE account SET balance = balance + 1 WHERE id = 3");
		Process worker = new Drover(this.directory, environment).start(this.directory.resolve("worker.log"), List.of(),
				"worker");
		try {
			Answer run = TestFaults.always(Map.of("catch-up.entered", () -> {
				changing.set(true);
				change.run();
			}, "apply.before-check", () -> {
				// what was read of it is committed in the target when it is long past in
				// the source,
				// so that nobody who looks at one after the other finds them equal
				if (changing.get()) {
					change.run();
					pause();
				}
			}, "cutover.intent", () -> {
				changing.set(false);
				execute(this.source, "INSERT INTO entry SELECT 1 + i % 20, i, 0 FROM generate_series(1, 880) i");
			}, "cutover.drained", () -> pastTheGuard("UPDATE account SET balance = -1 WHERE id = 3")),
					() -> Answer.of(environment, "run", move.plan(), "--workers", "remote", "--data-dir", move.data()));
			run.isOneLine(3, "CUT_002", "table account in key 3", "nothing has changed");
			assertThat(drover(environment, "report", "bank").out()).contains("DATA_009");
			this.source.execute("UPDATE account SET balance = 1 WHERE id = 1");
		}
		finally {
			worker.destroyForcibly().waitFor();
		}
	}

	private static void pause() {
		try {
			TimeUnit.MILLISECONDS.sleep(100);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void pastTheGuard(String sql) {
		execute(this.target,
				"ALTER TABLE account DISABLE TRIGGER USER; ALTER TABLE entry DISABLE TRIGGER USER; " + sql);
	}

	/**
	 * Where foreign keys have to be dropped they are proven before the switch, so that no
	 * orphan is found behind it.
	 */
	@Test
	void foreignKeysThatWereDroppedAreProven() throws Exception {
		LiveMove move = ordinary();
		Answer run = TestFaults.during(
				Map.of("cutover.intent", () -> pastTheGuard("UPDATE entry SET account_id = 99 WHERE account_id = 4")),
				() -> drover("run", move.plan()));
		run.isOneLine(3, "SCHEMA_005", "foreign key public.entry.entry_account does not hold in new",
				"nothing has changed");
		this.source.execute("UPDATE account SET balance = 1 WHERE id = 1");
	}

	/** A bank that a user moves who may not keep foreign keys out of the way. */
	private LiveMove ordinary() throws Exception {
		String role = "ordinary_" + System.nanoTime();
		this.target.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'secret'",
				"ALTER DATABASE " + this.target.text("SELECT current_database()") + " OWNER TO " + role,
				"ALTER SCHEMA public OWNER TO " + role);
		LiveMove move = move();
		Path plan = Path.of(move.plan());
		Files.writeString(plan,
				Files.readString(plan)
					.replace("target: {name: new, " + this.target.yaml().substring(1),
							"target: {name: new, " + this.target.as(role, "secret").yaml().substring(1)));
		assertThat(Files.readString(plan)).contains(role);
		return move;
	}

	/** Whoever holds notes of a migration that another process carries on is ended. */
	@Test
	void notesThatALostProcessHoldsAreApplied() throws Exception {
		LiveMove move = move();
		try (Connection lost = this.source.connect()) {
			lost.setAutoCommit(false);
			Answer run = TestFaults.during(Map.of("catch-up.entered", () -> hold(lost)),
					() -> drover("run", move.plan()));
			assertThat(run.status()).as(run.toString()).isZero();
			assertThat(lost.isValid(2)).isFalse();
		}
		assertThat(this.target.text("SELECT balance FROM account WHERE id = 6")).isEqualTo("6");
	}

	private void hold(Connection lost) {
		execute(this.source, "UPDATE account SET balance = 6 WHERE id = 6");
		try (Statement statement = lost.createStatement()) {
			String queue = this.source.text("SELECT c.relname FROM pg_class c WHERE c.relname LIKE 'q\\_%'"
					+ " AND c.relnamespace = 'drover'::regnamespace ORDER BY pg_relation_size(c.oid) DESC LIMIT 1");
			assertThat(statement.execute("SELECT * FROM drover." + queue + " FOR UPDATE")).isTrue();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** No gate of MySQL stops a TRUNCATE: it is seen by the look under the gate. */
	@Test
	void aTruncateUnderTheGateOfMysqlEndsTheSwitch() throws Exception {
		truncated(Place.mysql());
	}

	@Test
	@Tag("proof")
	void aTruncateUnderTheGateOfMariadbEndsTheSwitch() throws Exception {
		truncated(Place.mariadb());
	}

	private void truncated(Place old) throws Exception {
		this.source = old;
		LiveMove move = LiveMove.of(this.directory, this.source, this.target, "");
		this.source.execute("INSERT INTO account VALUES (1, 1, 0, 'ok')", "INSERT INTO entry VALUES (1, 1, 5)");
		Answer run = TestFaults.during(Map.of("cutover.held", () -> execute(this.source, "TRUNCATE TABLE entry")),
				() -> drover("run", move.plan()));
		run.isOneLine(1, "SCHEMA_008", "table entry of old was truncated, or its columns", "drover rollback bank");
		assertThat(move.takesWrites(this.source)).isTrue();
		assertThat(move.takesWrites(this.target)).isFalse();
		assertThat(this.target.rows("SELECT amount FROM entry")).containsExactly("5");
		assertThat(drover("routes", "--json").out()).doesNotContain("\"new\"");
	}

	/** One that nothing could see in time is told. */
	@Test
	@Tag("proof")
	void whatPassesAGateAfterTheLastLookIsTold() throws Exception {
		this.source = Place.mysql();
		LiveMove move = LiveMove.of(this.directory, this.source, this.target, "");
		this.source.execute("INSERT INTO account VALUES (1, 1, 0, 'ok')", "INSERT INTO entry VALUES (1, 1, 5)");
		Answer run = TestFaults.during(Map.of("cutover.armed", () -> execute(this.source, "TRUNCATE TABLE entry")),
				() -> drover("run", move.plan()));
		assertThat(run.status()).as(run.toString()).isZero();
		assertThat(this.target.rows("SELECT amount FROM entry")).containsExactly("5");
		assertThat(drover("report", "bank").out()).contains("SCHEMA_008", "entry of old was truncated",
				"the new owner holds what was there before");
	}

	private static void execute(Place place, String sql) {
		try {
			place.execute(sql);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Answer drover(String command, String word) {
		return drover(Map.of(), command, word);
	}

	private Answer drover(Map<String, String> environment, String command, String word) {
		return Answer.of(environment, command, word, "--data-dir", this.directory.resolve("data").toString());
	}

}
