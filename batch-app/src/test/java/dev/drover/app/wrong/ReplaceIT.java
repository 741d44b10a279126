package dev.drover.app.wrong;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A target that holds rows keeps what the plan wants it to keep, and a rollback brings it
 * back to what it was.
 */
class ReplaceIT {

	private static final int ROWS = 1200;

	private static final String[] BEFORE = {
			"CREATE TABLE parent (id BIGINT PRIMARY KEY, code VARCHAR(20) NOT NULL, text VARCHAR(200), own INTEGER)",
			"CREATE TABLE child (id BIGINT PRIMARY KEY, parent_id BIGINT NOT NULL, amount BIGINT,"
					+ " CONSTRAINT child_of FOREIGN KEY (parent_id) REFERENCES parent (id))",
			"INSERT INTO parent VALUES (3, 'old', 'old text', 1), (1000000, 'own', NULL, 2)",
			"INSERT INTO child VALUES (1, 3, -5), (2000000, 1000000, 9)" };

	@TempDir
	Path directory;

	private Scene scene;

	private Place target;

	@BeforeEach
	void fillSource() throws Exception {
		this.scene = Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), ROWS);
		this.scene.source().execute("UPDATE parent SET text = NULL WHERE id = 3");
	}

	private Map<String, List<String>> prepare(RollbackIT.Kind kind) throws Exception {
		this.target = kind.place(this.directory);
		this.target.execute(BEFORE);
		return this.target.dump();
	}

	private Path plan(String id, String replace) {
		return this.scene.plan(id, this.scene.source(), this.target,
				"data: {type: snapshot, replace: " + replace + "}\n");
	}

	private JsonNode run(String id, String replace) {
		Answer run = this.scene.drover("run", plan(id, replace).toString(), "--force");
		assertThat(run.status()).as(run.toString()).isZero();
		return new JsonMapper().readTree(this.scene.drover("report", id, "--json").out());
	}

	private void rollsBack(String id, Map<String, List<String>> before) throws Exception {
		Answer rollback = this.scene.drover("rollback", id);
		assertThat(rollback.status()).as(rollback.toString()).isZero();
		assertThat(this.target.dump()).isEqualTo(before);
	}

	private List<String> parents() throws Exception {
		return this.target.rows("SELECT id, code, text, own FROM parent WHERE id IN (3, 6, 1000000)");
	}

	private void holds(int children) throws Exception {
		assertThat(this.target.number("SELECT count(*) FROM child")).isEqualTo(children);
		assertThat(this.target.number("SELECT count(*) FROM parent")).isEqualTo(children);
		Answer verify = this.scene.drover("verify", "it");
		assertThat(verify.status()).as(verify.toString()).isZero();
	}

	@ParameterizedTest
	@EnumSource(names = { "H2", "MARIADB" })
	void rowsThatAreThereStay(RollbackIT.Kind kind) throws Exception {
		Map<String, List<String>> before = prepare(kind);
		JsonNode report = run("it", "none");
		assertThat(parents()).contains("1000000|own|null|2", "3|old|old text|1");
		assertThat(this.target.rows("SELECT amount FROM child WHERE id = 1")).containsExactly("-5");
		assertThat(report.get("totals").get("rows_skipped").asLong()).isEqualTo(2);
		assertThat(report.get("totals").get("rows_copied").asLong()).isEqualTo(2 * ROWS - 2);
		holds(ROWS + 1);
		rollsBack("it", before);
	}

	@ParameterizedTest
	@EnumSource(names = { "H2", "SQLITE", "POSTGRESQL", "MYSQL" })
	void rowsThatAreThereAreReplaced(RollbackIT.Kind kind) throws Exception {
		Map<String, List<String>> before = prepare(kind);
		JsonNode report = run("it", "replace");
		assertThat(parents()).contains("1000000|own|null|2", "3|code-1|null|1");
		assertThat(this.target.rows("SELECT amount FROM child WHERE id = 1")).containsExactly("7");
		assertThat(report.get("totals").get("rows_skipped").asLong()).isZero();
		assertThat(report.get("totals").get("rows_copied").asLong()).isEqualTo(2 * ROWS);
		holds(ROWS + 1);
		this.target.execute("UPDATE child SET amount = 0 WHERE id = 5", "DELETE FROM child WHERE id = 6");
		assertThat(this.scene.drover("verify", "it").out()).contains("changed 5 in amount", "missing 6");
		rollsBack("it", before);
	}

	@ParameterizedTest
	@EnumSource(names = { "SQLITE", "MYSQL" })
	void aMergeKeepsWhatTheSourceDoesNotKnow(RollbackIT.Kind kind) throws Exception {
		Map<String, List<String>> before = prepare(kind);
		run("it", "merge");
		assertThat(parents()).contains("1000000|own|null|2", "3|code-1|old text|1");
		holds(ROWS + 1);
		rollsBack("it", before);
	}

	@ParameterizedTest
	@EnumSource(names = "POSTGRESQL")
	void killedOnTheWayThereAndBackNothingIsLost(RollbackIT.Kind kind) throws Exception {
		losesNothing(kind);
	}

	@ParameterizedTest
	@EnumSource
	@Tag("proof")
	void killedOnTheWayThereAndBackNothingIsLostInAny(RollbackIT.Kind kind) throws Exception {
		losesNothing(kind);
	}

	@ParameterizedTest
	@EnumSource
	@Tag("proof")
	void eachWayIsTheSameInAll(RollbackIT.Kind kind) throws Exception {
		Map<String, List<String>> before = prepare(kind);
		for (String replace : List.of("none", "replace", "merge")) {
			run("it-" + replace, replace);
			rollsBack("it-" + replace, before);
		}
	}

	private void losesNothing(RollbackIT.Kind kind) throws Exception {
		Map<String, List<String>> before = prepare(kind);
		String plan = plan("it", "replace").toString();
		assertThat(killed("copy.after-commit", "run", plan, "--force")).isEqualTo(TestFaults.HALTED);
		Answer restart = this.scene.drover("restart", "it", "--force");
		assertThat(restart.status()).as(restart.toString()).isZero();
		holds(ROWS + 1);
		assertThat(killed("rollback.emptied", "rollback", "it")).isEqualTo(TestFaults.HALTED);
		this.target.execute("UPDATE parent SET own = 7 WHERE id = 3");
		assertThat(killed("rollback.statement", "rollback", "it")).isEqualTo(TestFaults.HALTED);
		assertThat(this.scene.drover("restart", "it").status()).isEqualTo(5);
		assertThat(parents()).containsExactly("1000000|own|null|2", "3|old|old text|7");
		this.target.execute("UPDATE parent SET own = 1 WHERE id = 3");
		assertThat(this.target.dump()).isEqualTo(before);
	}

	private int killed(String at, String... words) throws Exception {
		List<String> all = new ArrayList<>(List.of(words));
		all.addAll(List.of("--data-dir", this.directory.resolve("data").toString()));
		return Child.start(this.directory, Map.of(), List.of("-Ddrover.test.halt-at=" + at), all.toArray(String[]::new))
			.waitFor();
	}

	@Test
	void onceItIsFinalNothingIsLeftButTheRows() throws Exception {
		prepare(RollbackIT.Kind.POSTGRESQL);
		run("it", "replace");
		this.scene.drover("finalize", "none").isOneLine(2, "PLAN_007");
		assertThat(killed("finalize.statement", "finalize", "it")).isEqualTo(TestFaults.HALTED);
		this.scene.drover("rollback", "it").isOneLine(2, "PLAN_009", "FINALIZED");
		Answer finalize = this.scene.drover("finalize", "it");
		assertThat(finalize.status()).as(finalize.toString()).isZero();
		assertThat(this.target.dump().toString()).doesNotContain("drover");
		assertThat(this.scene.drover("finalize", "it").status()).as("a second call").isZero();
		this.scene.drover("rollback", "it").isOneLine(2, "PLAN_009", "FINALIZED");
		assertThat(this.scene.drover("status", "it").out()).contains("FINALIZED");
		holds(ROWS + 1);
	}

	/** Tables may be called as a statement calls others. */
	@ParameterizedTest
	@EnumSource(names = { "SQLITE", "MYSQL" })
	void tablesOfShortNamesLoseNothing(RollbackIT.Kind kind) throws Exception {
		this.target = kind.place(this.directory);
		for (String table : List.of("s", "t", "j")) {
			this.scene.source()
				.execute("CREATE TABLE " + table + " (id INTEGER PRIMARY KEY, v VARCHAR(20))",
						"INSERT INTO " + table + " VALUES (1, 'new'), (2, 'other')");
			this.target.execute("CREATE TABLE " + table + " (id BIGINT PRIMARY KEY, v VARCHAR(20))",
					"INSERT INTO " + table + " VALUES (1, 'old'), (9, 'own')");
		}
		Map<String, List<String>> before = this.target.dump();
		run("it", "replace");
		for (String table : List.of("s", "t", "j")) {
			assertThat(this.target.rows("SELECT id, v FROM " + table)).containsExactly("1|new", "2|other", "9|own");
		}
		assertThat(this.scene.drover("verify", "it").status()).isZero();
		rollsBack("it", before);
	}

	/**
	 * Parents go last, whatever the tables are called, and rows that refer to rows of
	 * their own table too.
	 */
	@ParameterizedTest
	@EnumSource(names = { "H2", "POSTGRESQL", "MYSQL" })
	void rowsThatReferToEachOtherComeAndGo(RollbackIT.Kind kind) throws Exception {
		this.target = kind.place(this.directory);
		this.scene.source()
			.execute("CREATE TABLE a (id INTEGER PRIMARY KEY, up INTEGER REFERENCES a (id))",
					"CREATE TABLE b (id INTEGER PRIMARY KEY, a_id INTEGER REFERENCES a (id))",
					"INSERT INTO a VALUES (1, 2), (2, NULL), (3, 1)", "INSERT INTO b VALUES (1, 3), (2, 2)");
		this.target.execute(
				"CREATE TABLE a (id BIGINT PRIMARY KEY, up BIGINT, CONSTRAINT a_up FOREIGN KEY (up) REFERENCES a (id))",
				"CREATE TABLE b (id BIGINT PRIMARY KEY, a_id BIGINT,"
						+ " CONSTRAINT b_a FOREIGN KEY (a_id) REFERENCES a (id))",
				"INSERT INTO a VALUES (1, NULL)", "INSERT INTO b VALUES (1, 1)");
		Map<String, List<String>> before = this.target.dump();
		run("it", "replace");
		assertThat(this.target.rows("SELECT id, up FROM a")).containsExactly("1|2", "2|null", "3|1");
		assertThat(this.target.rows("SELECT id, a_id FROM b")).containsExactly("1|3", "2|2");
		rollsBack("it", before);
	}

	/** Without a key nobody can say which row of the source is which of the target. */
	@Test
	void withoutAKeyRowsThatAreThereAreRefused() throws Exception {
		this.target = Place.h2(this.directory.resolve("target"));
		this.scene.source().execute("CREATE TABLE log (n INTEGER)", "INSERT INTO log VALUES (1)");
		this.target.execute("CREATE TABLE log (n BIGINT)", "INSERT INTO log VALUES (5)");
		this.scene.drover("run", plan("it", "merge").toString(), "--force").isOneLine(2, "DATA_001", "no key");
		assertThat(this.target.number("SELECT count(*) FROM log")).isOne();
	}

}
