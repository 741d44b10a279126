package dev.drover.app.wrong;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Killed while a target is repaired, or while keys and indexes are created where each
 * such statement commits by itself.
 */
class KilledAfterTheCopyIT {

	private static final int ROWS = 3000;

	@TempDir
	Path directory;

	private static Place place(String engine) {
		return switch (engine) {
			case "mysql" -> Place.mysql();
			case "mariadb" -> Place.mariadb();
			default -> Place.postgresql();
		};
	}

	private Scene postgresql() throws Exception {
		return Scene.in(this.directory, Place.postgresql(), ROWS);
	}

	private Scene scene() throws Exception {
		return Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), ROWS);
	}

	private int child(String option, String... words) throws Exception {
		List<String> all = new ArrayList<>(List.of(words));
		all.addAll(List.of("--data-dir", this.directory.resolve("data").toString()));
		return Child.start(this.directory, Map.of(), List.of(option), all.toArray(String[]::new)).waitFor();
	}

	@ParameterizedTest
	@CsvSource({ "postgresql, repair.before-commit", "mysql, repair.after-commit" })
	void aRepairThatWasKilledIsFinishedByTheNext(String engine, String point) throws Exception {
		Scene scene = scene();
		Place target = place(engine);
		assertThat(scene.drover("run", scene.plan("mended", target).toString()).status()).isZero();
		target.execute("UPDATE child SET amount = -1 WHERE id <= 700",
				"DELETE FROM child WHERE id BETWEEN 701 AND 1400",
				"INSERT INTO child SELECT id + 100000, parent_id, amount FROM child WHERE id BETWEEN 1401 AND 2100",
				"UPDATE parent SET text = NULL WHERE id > 6000");
		assertThat(child("-Ddrover.test.halt-at=" + point, "verify", "mended", "--repair"))
			.isEqualTo(TestFaults.HALTED);
		assertThat(scene.drover("verify", "mended").status()).isEqualTo(3);
		Answer repaired = scene.drover("verify", "mended", "--repair");
		assertThat(repaired.status()).as(repaired.toString()).isZero();
		assertThat(scene.drover("verify", "mended", "--level", "full").status()).isZero();
		scene.isWhole(target, "mended");
	}

	@ParameterizedTest
	@CsvSource({ "mysql, 0", "mariadb, -1" })
	void keysAndIndexesThatWereCutOffAreFinished(String engine, int which) throws Exception {
		Scene scene = scene();
		List<Integer> statements = statements(scene, engine);
		killed(scene, engine, statements.get((which + statements.size()) % statements.size()));
	}

	@Tag("proof")
	@ParameterizedTest
	@ValueSource(strings = { "mysql", "mariadb" })
	void eachKeyAndIndexThatWasCutOffIsFinished(String engine) throws Exception {
		Scene scene = scene();
		for (int statement : statements(scene, engine)) {
			killed(scene, engine, statement);
		}
	}

	/**
	 * Between the look for rows without a parent and the key, which is made without one.
	 */
	@Test
	void theLookBeforeAForeignKeyIsTakenAgain() throws Exception {
		lookedForAgain(scene(), "mysql");
	}

	@Tag("proof")
	@Test
	void theLookBeforeAForeignKeyIsTakenAgainInMariadb() throws Exception {
		lookedForAgain(scene(), "mariadb");
	}

	private void lookedForAgain(Scene scene, String engine) throws Exception {
		Place target = place(engine);
		assertThat(child("-Ddrover.test.halt-at=schema.proven", "run", scene.plan("proven", target).toString()))
			.isEqualTo(TestFaults.HALTED);
		target.execute("INSERT INTO child VALUES (9000000, 9000001, 1)");
		scene.drover("restart", "proven").isOneLine(3, "SCHEMA_005", "9000001", "restart");
		target.execute("DELETE FROM child WHERE id = 9000000");
		Answer again = scene.drover("restart", "proven");
		assertThat(again.status()).as(again.toString()).isZero();
		scene.isWhole(target, "proven");
	}

	/** Where both are PostgreSQL, foreign keys are made first and proven later. */
	@Test
	void aForeignKeyThatWasNotYetProvenIsProvenByTheRestart() throws Exception {
		Scene scene = postgresql();
		List<Integer> statements = statements(scene, "postgresql");
		Place target = killed(scene, "postgresql", statements.get(statements.size() - 2));
		assertThat(target.number("SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND convalidated")).isOne();
	}

	@Tag("proof")
	@Test
	void eachStatementOfAPostgresqlThatWasCutOffIsFinished() throws Exception {
		Scene scene = postgresql();
		for (int statement : statements(scene, "postgresql")) {
			Place target = killed(scene, "postgresql", statement);
			assertThat(target.number("SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND convalidated"))
				.isOne();
		}
	}

	/** Which of the places that a run passes are behind a statement of finish-schema. */
	private static List<Integer> statements(Scene scene, String engine) {
		Path plan = scene.plan("whole", place(engine));
		List<String> points = TestFaults.points(() -> scene.drover("run", plan.toString()));
		int finish = points.indexOf("finish-schema.taken-over");
		List<Integer> statements = IntStream.range(finish, points.size())
			.filter((i) -> points.get(i).equals("schema.statement"))
			.mapToObj((i) -> i + 1)
			.toList();
		assertThat(finish).as("places %s", points).isPositive();
		assertThat(statements).as("places %s", points).hasSizeGreaterThan(1);
		return statements;
	}

	private Place killed(Scene scene, String engine, int point) throws Exception {
		Place target = place(engine);
		String id = "cut-" + point;
		assertThat(child("-Ddrover.test.halt=" + point, "run", scene.plan(id, target).toString()))
			.isEqualTo(TestFaults.HALTED);
		String checkpoints = engine.equals("postgresql") ? "drover.checkpoint" : "drover_checkpoint";
		assertThat(target.number("SELECT count(*) FROM " + checkpoints)).isPositive();
		Answer again = scene.drover("restart", id);
		assertThat(again.status()).as("killed at %s: %s", point, again).isZero();
		scene.isWhole(target, id);
		return target;
	}

}
