package dev.drover.app.wrong;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A rollback leaves a target as it was before, whenever it is called, and takes nothing
 * that is not the migration's.
 */
class RollbackIT {

	private static final String[] BEFORE = { "CREATE TABLE other (id BIGINT PRIMARY KEY, note VARCHAR(20))",
			"INSERT INTO other VALUES (1, 'one'), (2, NULL)",
			"CREATE TABLE child (id BIGINT PRIMARY KEY, parent_id BIGINT NOT NULL, amount BIGINT)" };

	@TempDir
	Path directory;

	private Scene scene;

	private Place target;

	@BeforeEach
	void fillSource() throws Exception {
		this.scene = Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), 1200);
	}

	private Map<String, List<String>> prepare(Kind kind) throws Exception {
		this.target = kind.place(this.directory);
		this.target.execute(BEFORE);
		return this.target.dump();
	}

	private Answer run(String id) {
		return this.scene.drover("run", this.scene.plan(id, this.target).toString(), "--force");
	}

	private int killed(String at, String... words) throws Exception {
		List<String> all = new ArrayList<>(List.of(words));
		all.addAll(List.of("--data-dir", this.directory.resolve("data").toString()));
		return Child.start(this.directory, Map.of(), List.of("-Ddrover.test.halt-at=" + at), all.toArray(String[]::new))
			.waitFor();
	}

	private void rollsBack(String id, Map<String, List<String>> before) throws Exception {
		Answer rollback = this.scene.drover("rollback", id);
		assertThat(rollback.status()).as(rollback.toString()).isZero();
		assertThat(this.target.dump()).isEqualTo(before);
		assertThat(this.scene.drover("status", id).out()).contains("ROLLED_BACK");
		assertThat(this.scene.drover("rollback", id).status()).as("a second call").isZero();
		this.scene.drover("restart", id).isOneLine(2, "PLAN_005", id);
	}

	@ParameterizedTest
	@EnumSource(names = { "H2", "SQLITE", "POSTGRESQL", "MYSQL" })
	void aWholeMigrationIsTakenOutWithoutTheSource(Kind kind) throws Exception {
		Map<String, List<String>> before = prepare(kind);
		Answer run = run("whole");
		assertThat(run.status()).as(run.toString()).isZero();
		Path source = this.directory.resolve("source.sqlite");
		Files.move(source, source.resolveSibling("away.sqlite"));
		rollsBack("whole", before);
	}

	@ParameterizedTest
	@EnumSource(names = "H2")
	void aHalfCopyIsTakenOut(Kind kind) throws Exception {
		takesOutHalf(kind);
	}

	@ParameterizedTest
	@EnumSource(names = { "SQLITE", "POSTGRESQL", "MYSQL" })
	@Tag("proof")
	void aHalfCopyIsTakenOutOfOthers(Kind kind) throws Exception {
		takesOutHalf(kind);
	}

	private void takesOutHalf(Kind kind) throws Exception {
		Map<String, List<String>> before = prepare(kind);
		String plan = this.scene.plan("half", this.target).toString();
		assertThat(killed("copy.after-commit", "run", plan, "--force")).isEqualTo(TestFaults.HALTED);
		assertThat(this.target.dump()).isNotEqualTo(before);
		rollsBack("half", before);
	}

	@ParameterizedTest
	@EnumSource(names = "POSTGRESQL")
	void aRollbackThatWasKilledIsFinished(Kind kind) throws Exception {
		finishesKilled(kind);
	}

	@ParameterizedTest
	@EnumSource(names = { "H2", "SQLITE", "MYSQL" })
	@Tag("proof")
	void aRollbackThatWasKilledIsFinishedInOthers(Kind kind) throws Exception {
		finishesKilled(kind);
	}

	private void finishesKilled(Kind kind) throws Exception {
		Map<String, List<String>> before = prepare(kind);
		assertThat(run("killed").status()).isZero();
		assertThat(killed("rollback.statement", "rollback", "killed")).isEqualTo(TestFaults.HALTED);
		assertThat(killed("rollback.removed", "rollback", "killed")).isEqualTo(TestFaults.HALTED);
		Answer restart = this.scene.drover("restart", "killed");
		assertThat(restart.status()).as(restart.toString()).isEqualTo(5);
		rollsBack("killed", before);
	}

	@ParameterizedTest
	@EnumSource(names = "MYSQL")
	void rowsThatComeWhileItIsCutOffStay(Kind kind) throws Exception {
		keepsRowsBetween(kind);
	}

	@ParameterizedTest
	@EnumSource(names = { "H2", "SQLITE", "POSTGRESQL", "MARIADB" })
	@Tag("proof")
	void rowsThatComeWhileItIsCutOffStayInOthers(Kind kind) throws Exception {
		keepsRowsBetween(kind);
	}

	private void keepsRowsBetween(Kind kind) throws Exception {
		prepare(kind);
		this.target.execute("INSERT INTO child VALUES (5, 1, 0)");
		Map<String, List<String>> expected = this.target.dump();
		this.target.execute("DELETE FROM child");
		assertThat(run("between").status()).isZero();
		assertThat(killed("rollback.emptied", "rollback", "between")).isEqualTo(TestFaults.HALTED);
		this.target.execute("INSERT INTO child VALUES (5, 1, 0)");
		assertThat(killed("rollback.settled", "rollback", "between")).isEqualTo(TestFaults.HALTED);
		rollsBack("between", expected);
	}

	@ParameterizedTest
	@EnumSource(names = { "SQLITE", "POSTGRESQL" })
	void rowsOfSomebodyElseStay(Kind kind) throws Exception {
		prepare(kind);
		assertThat(run("foreign").status()).isZero();
		this.target.execute("INSERT INTO child VALUES (1000000, 3, 0)");
		Map<String, List<String>> before = this.target.dump();
		this.scene.drover("rollback", "foreign").isOneLine(2, "ROLL_001", "1201 rows", "1200");
		assertThat(this.target.dump()).isEqualTo(before);
		assertThat(this.scene.drover("status", "foreign").out()).contains("COMPLETED");
	}

	@ParameterizedTest
	@EnumSource(names = { "H2", "SQLITE" })
	void aFileThatItMadeIsGone(Kind kind) throws Exception {
		this.target = kind.place(this.directory);
		List<Path> before = files();
		assertThat(run("file").status()).isZero();
		assertThat(files()).isNotEqualTo(before);
		assertThat(this.scene.drover("rollback", "file").status()).isZero();
		assertThat(files()).isEqualTo(before);
	}

	private List<Path> files() throws Exception {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.filter((file) -> file.getFileName().toString().startsWith("target")).sorted().toList();
		}
	}

	/** What the target is. */
	enum Kind {

		H2, SQLITE, POSTGRESQL, MYSQL, MARIADB;

		Place place(Path directory) {
			return switch (this) {
				case H2 -> Place.h2(directory.resolve("target"));
				case SQLITE -> Place.sqlite(directory.resolve("target.sqlite"));
				case POSTGRESQL -> Place.postgresql();
				case MYSQL -> Place.mysql();
				case MARIADB -> Place.mariadb();
			};
		}

	}

}
