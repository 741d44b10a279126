package dev.drover.app.wrong;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows that the target can't take are left out by name, and the plan says how many of
 * them it bears.
 */
class RejectsIT {

	private static final int ROWS = 1200;

	@TempDir
	Path directory;

	private Scene scene;

	@BeforeEach
	void fillSource() throws Exception {
		this.scene = Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), ROWS);
	}

	/** Two that can't be read as numbers and one that is longer than its column. */
	private void spoil() throws Exception {
		this.scene.source()
			.execute("UPDATE child SET amount = 'many' WHERE id IN (7, 700)",
					"UPDATE parent SET code = 'a code of more than twenty characters' WHERE id = 30");
	}

	private void mend() throws Exception {
		this.scene.source()
			.execute("UPDATE child SET amount = 1 WHERE id IN (7, 700)", "UPDATE parent SET code = 'c' WHERE id = 30",
					"UPDATE child SET parent_id = 30 WHERE parent_id = 33");
	}

	private Answer run(String id, Place target, String rest) {
		return this.scene.drover("run", this.scene.plan(id, this.scene.source(), target, rest).toString(), "--force");
	}

	private JsonNode report(String id) {
		return new JsonMapper().readTree(this.scene.drover("report", id, "--json").out());
	}

	private List<String> rejects(String id) {
		List<String> rejects = new ArrayList<>();
		report(id).get("rejects")
			.forEach((reject) -> rejects.add(reject.get("table").asString() + " " + reject.get("key").asString() + " "
					+ reject.get("column").asString()));
		return rejects;
	}

	@ParameterizedTest
	@EnumSource(names = { "H2", "POSTGRESQL", "MYSQL" })
	void aFewAreNamedAndLeftOutAndComeInOnceTheyAreMended(RollbackIT.Kind kind) throws Exception {
		Place target = kind.place(this.directory);
		spoil();
		// the parent of the row with the long code would be missing
		this.scene.source().execute("UPDATE child SET parent_id = 33 WHERE parent_id = 30");
		Answer run = run("few", target, "");
		assertThat(run.status()).as(run.toString()).isEqualTo(3);
		assertThat(run.err()).startsWith("DATA_002 table child, key 7, column amount: ")
			.contains("rejected rows: 3")
			.hasLineCount(1);
		assertThat(rejects("few")).containsExactly("child 7 amount", "child 700 amount", "parent 30 code");
		JsonNode report = report("few");
		assertThat(report.get("totals").get("rows_rejected").asLong()).isEqualTo(3);
		assertThat(report.get("totals").get("rows_copied").asLong()).isEqualTo(2 * ROWS - 3);
		assertThat(report.get("totals").get("rows_verified").asLong()).isEqualTo(2 * ROWS - 3);
		assertThat(report.get("totals").get("differences").asLong()).isZero();
		assertThat(report.get("cutover").isNull()).as("no switch to a target that lacks rows").isTrue();
		assertThat(target.number("SELECT count(*) FROM child")).isEqualTo(ROWS - 2);
		assertThat(target.number("SELECT count(*) FROM parent WHERE id = 30")).isZero();
		assertThat(this.scene.drover("status", "few").out()).contains("3 rejected rows");
		assertThat(this.scene.drover("verify", "few").status()).isEqualTo(3);
		mend();
		Answer repair = this.scene.drover("verify", "few", "--repair");
		assertThat(repair.status()).as(repair.toString()).isZero();
		Answer restart = this.scene.drover("restart", "few");
		assertThat(restart.status()).as(restart.toString()).isZero();
		assertThat(rejects("few")).isEmpty();
		assertThat(target.number("SELECT count(*) FROM child")).isEqualTo(ROWS);
		assertThat(target.rows("SELECT code FROM parent WHERE id = 30")).containsExactly("c");
	}

	@Test
	void aSchedulerThatAsksAgainHearsOfThemAgain() throws Exception {
		spoil();
		Place target = Place.h2(this.directory.resolve("target"));
		String rest = "limits: {max_errors: 10}\ncutover: {gate: never}\n";
		String plan = this.scene.plan("again", this.scene.source(), target, rest).toString();
		Answer first = this.scene.drover("run", plan, "--force", "--continue");
		assertThat(first.status()).as(first.toString()).isEqualTo(3);
		Answer second = this.scene.drover("run", plan, "--force", "--continue");
		assertThat(second.status()).as(second.toString()).isEqualTo(3);
		assertThat(second.err()).contains("DATA_002 table child, key 7, column amount: ");
	}

	/** What was mended is missing until a repair; that is no reason to take all back. */
	@Test
	void rowsThatWereMendedAndNotRepairedAreBorne() throws Exception {
		this.scene.source().execute("UPDATE child SET amount = 'many' WHERE id BETWEEN 11 AND 15");
		Place target = Place.h2(this.directory.resolve("target"));
		assertThat(run("mended", target, "").status()).isEqualTo(3);
		this.scene.source().execute("UPDATE child SET amount = 5 WHERE id BETWEEN 11 AND 15");
		Answer restart = this.scene.drover("restart", "mended", "--force");
		assertThat(restart.status()).as(restart.toString()).isEqualTo(3);
		assertThat(target.number("SELECT count(*) FROM child")).isEqualTo(ROWS - 5);
	}

	@Test
	void withoutAnAutomaticGateTheRunEndsButNotInSilence() throws Exception {
		spoil();
		Answer run = run("never", Place.h2(this.directory.resolve("target")), "cutover: {gate: never}\n");
		assertThat(run.status()).as(run.toString()).isEqualTo(3);
		assertThat(run.err()).contains("rejected rows: 3");
		assertThat(report("never").get("state").asString()).isEqualTo("COMPLETED");
	}

	@ParameterizedTest
	@EnumSource(names = { "H2", "POSTGRESQL" })
	void moreThanThePlanBearsAreTakenBack(RollbackIT.Kind kind) throws Exception {
		Place target = kind.place(this.directory);
		target.execute("CREATE TABLE other (id BIGINT PRIMARY KEY)", "INSERT INTO other VALUES (1)");
		Map<String, List<String>> before = target.dump();
		spoil();
		Answer run = run("many", target, "limits: {max_errors: 2}\n");
		assertThat(run.status()).as(run.toString()).isEqualTo(5);
		assertThat(run.err()).startsWith("DATA_002 ").contains("max_errors allows 2", "rolled back").hasLineCount(1);
		assertThat(target.dump()).isEqualTo(before);
		assertThat(report("many").get("state").asString()).isEqualTo("ROLLED_BACK");
		assertThat(rejects("many")).hasSize(3);
	}

	@Test
	void theyAreTriedAgainBeforeAllIsTakenBack() throws Exception {
		Place target = Place.sqlite(this.directory.resolve("target.sqlite"));
		target.execute("CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL, amount INTEGER,"
				+ " CHECK (typeof(amount) = 'integer'))");
		spoil();
		Answer run = run("again", target,
				"limits: {max_errors: 1}\nfailure_handling: {type: retry_then_all, retry_count: 2}\n");
		assertThat(run.status()).as(run.toString()).isEqualTo(5);
		assertThat((run.out() + run.err()).split("trying again", -1)).hasSize(3);
		assertThat(target.number("SELECT count(*) FROM child")).isZero();
	}

	/** A target that refuses the rows of odd amounts itself: every second one. */
	private Place choosy() throws Exception {
		Place target = Place.sqlite(this.directory.resolve("target.sqlite"));
		target.execute("CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL, amount INTEGER,"
				+ " CHECK (amount % 2 = 0))");
		return target;
	}

	@Test
	void rejectsBeyondTheLimitAreNotLookedForToTheEndOfTheChunk() throws Exception {
		Place target = choosy();
		Answer run = run("limit", target, "limits: {max_errors: 5}\n");
		assertThat(run.status()).as(run.toString()).isEqualTo(5);
		assertThat(run.err()).contains("(rejected rows: 6, limits.max_errors allows 5)");
		assertThat(target.number("SELECT count(*) FROM child")).isZero();
	}

	@Test
	void everySecondRowMayBeBad() throws Exception {
		Place target = choosy();
		Answer run = run("half", target, "failure_handling: allow_partial\n");
		assertThat(run.status()).as(run.toString()).isZero();
		assertThat(rejects("half")).hasSize(ROWS / 2)
			.containsExactlyElementsOf(
					IntStream.rangeClosed(1, ROWS / 2).mapToObj((i) -> "child " + (2 * i - 1) + " ").toList());
		assertThat(report("half").get("rejects").get(0).get("reason").asString()).contains("CHECK");
		assertThat(target.number("SELECT count(*) FROM child WHERE amount = id * 7")).isEqualTo(ROWS / 2);
	}

	/** The rows travel in other kinds than the source's own. */
	@ParameterizedTest
	@EnumSource(names = { "H2", "POSTGRESQL", "MYSQL" })
	void rowsThatDoNotFitATypeOfThePlanAreLeftOutOfTheComparisonToo(RollbackIT.Kind kind) throws Exception {
		this.scene.source()
			.execute("CREATE TABLE log (id INTEGER PRIMARY KEY, code TEXT)",
					"INSERT INTO log SELECT id, CASE WHEN id % 2 = 0 THEN 'short' ELSE 'too long for it' END"
							+ " FROM child WHERE id <= 1000");
		Place target = kind.place(this.directory);
		Answer run = run("typed", target,
				"failure_handling: allow_partial\nmapping: {types: {\"log.code\": \"varchar(5)\"}}\n");
		assertThat(run.status()).as(run.toString()).isZero();
		assertThat(rejects("typed")).hasSize(500).startsWith("log 1 code", "log 3 code");
		assertThat(report("typed").get("totals").get("differences").asLong()).isZero();
		assertThat(target.number("SELECT count(*) FROM log WHERE code = 'short'")).isEqualTo(500);
	}

	@Test
	void whoAllowsItGetsWhatCanBeHad() throws Exception {
		Place target = Place.h2(this.directory.resolve("target"));
		spoil();
		Answer run = run("partial", target, "limits: {max_errors: 0}\nfailure_handling: allow_partial\n");
		assertThat(run.status()).as(run.toString()).isZero();
		assertThat(run.out()).contains("rejected rows", "child 700, column amount");
		assertThat(report("partial").get("state").asString()).isEqualTo("COMPLETED");
		assertThat(report("partial").get("cutover").get("epoch").asLong()).isEqualTo(1);
		assertThat(target.number("SELECT count(*) FROM child")).isEqualTo(ROWS - 2);
	}

	@Test
	void aKillBeforeTheCommitCountsNoneTwice() throws Exception {
		spoil();
		Place target = Place.h2(this.directory.resolve("target"));
		Path plan = this.scene.plan("killed", target);
		Process process = Child.start(this.directory, Map.of(), List.of("-Ddrover.test.halt-at=copy.before-commit"),
				"run", plan.toString(), "--force", "--data-dir", this.directory.resolve("data").toString());
		assertThat(process.waitFor()).isEqualTo(TestFaults.HALTED);
		assertThat(this.scene.drover("restart", "killed", "--force").status()).isEqualTo(3);
		assertThat(rejects("killed")).containsExactly("child 7 amount", "child 700 amount", "parent 30 code");
	}

	@Test
	void withoutAKeyTheyAreLeftOutOfTheComparisonToo() throws Exception {
		this.scene.source()
			.execute("CREATE TABLE log (n INTEGER, code VARCHAR(5))",
					"INSERT INTO log SELECT id, 'x' FROM child WHERE id < 50", "INSERT INTO log VALUES ('a', 'b')",
					"INSERT INTO log VALUES (1, 'too long'), (1, 'too long')");
		Place target = Place.h2(this.directory.resolve("target"));
		Answer run = run("keyless", target, "");
		assertThat(run.status()).as(run.toString()).isEqualTo(3);
		assertThat(rejects("keyless")).containsExactly("log  n", "log  code", "log  code");
		assertThat(report("keyless").get("totals").get("differences").asLong()).isZero();
		assertThat(target.number("SELECT count(*) FROM log")).isEqualTo(49);
	}

	/** What a unique key of the target takes for the same is a reject, not a failure. */
	@Test
	void aTwinUnderTheTargetsCollationIsNamed() throws Exception {
		this.scene.source().execute("UPDATE parent SET code = 'CODE-1' WHERE id = 6");
		Place target = Place.mysql();
		target.execute("CREATE TABLE parent (id BIGINT PRIMARY KEY, code VARCHAR(20) COLLATE utf8mb4_general_ci"
				+ " NOT NULL UNIQUE, text VARCHAR(200))");
		Answer run = run("twin", target, "failure_handling: allow_partial\n");
		assertThat(run.status()).as(run.toString()).isZero();
		assertThat(rejects("twin")).containsExactly("parent 6 ");
		assertThat(report("twin").get("rejects").get(0).get("reason").asString()).contains("Duplicate entry");
	}

	@Test
	void rowsThatDifferAreBorneUpToTheLimit() throws Exception {
		Place target = Place.sqlite(this.directory.resolve("few.sqlite"));
		changesRows(target, 3);
		assertThat(run("few", target, "").status()).isEqualTo(3);
		assertThat(target.number("SELECT count(*) FROM child")).isEqualTo(ROWS);
		Place other = Place.sqlite(this.directory.resolve("many.sqlite"));
		changesRows(other, 4);
		Answer run = run("many", other, "");
		assertThat(run.status()).as(run.toString()).isEqualTo(5);
		assertThat(run.err()).startsWith("CUT_002 ").contains("4 rows", "max_validation_failures allows 3");
		assertThat(other.number("SELECT count(*) FROM child")).isZero();
		Place third = Place.sqlite(this.directory.resolve("partial.sqlite"));
		changesRows(third, 4);
		assertThat(run("partial", third, "failure_handling: allow_partial\n").status()).isEqualTo(3);
		assertThat(third.number("SELECT count(*) FROM child")).isEqualTo(ROWS);
	}

	private static void changesRows(Place target, int rows) throws Exception {
		target.execute("CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL, amount INTEGER)",
				"CREATE TRIGGER changed AFTER INSERT ON child WHEN NEW.id <= " + rows
						+ " BEGIN UPDATE child SET amount = -1 WHERE id = NEW.id; END");
	}

	@Test
	void aTimeThatIsOverTakesAllBack() throws Exception {
		Place target = Place.h2(this.directory.resolve("target"));
		Answer run = TestFaults.during("copy.after-commit", 1, RejectsIT::waitForTheWatch,
				() -> run("late", target, "limits: {max_time: 1ms}\n"));
		assertThat(run.status()).as(run.toString()).isEqualTo(5);
		assertThat(run.err()).startsWith("TIME_001 ").contains("max_time", "rolled back").hasLineCount(1);
		assertThat(report("late").get("state").asString()).isEqualTo("ROLLED_BACK");
	}

	/** Time is looked at twice a second. */
	private static void waitForTheWatch() {
		long until = System.nanoTime() + 1_500_000_000L;
		while (System.nanoTime() < until) {
			Thread.onSpinWait();
		}
	}

}
