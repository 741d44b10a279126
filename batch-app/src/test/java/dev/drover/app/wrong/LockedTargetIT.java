package dev.drover.app.wrong;

import java.nio.file.Path;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Others are in the way in the target while rows are copied.
 */
class LockedTargetIT {

	private static final int ROWS = 3000;

	@TempDir
	Path directory;

	private Scene scene() throws Exception {
		return Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), ROWS);
	}

	private static Place place(String engine) {
		return switch (engine) {
			case "mysql" -> Place.mysql();
			case "mariadb" -> Place.mariadb();
			default -> Place.postgresql();
		};
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mysql" })
	void aDeadlockLetsTheChunkBeginAgain(String engine) throws Exception {
		beginsAgain(engine);
	}

	@Test
	@Tag("proof")
	void aDeadlockInMariadbLetsTheChunkBeginAgain() throws Exception {
		beginsAgain("mariadb");
	}

	private void beginsAgain(String engine) throws Exception {
		Scene scene = scene();
		Place target = place(engine);
		target.execute("CREATE TABLE other (id int)");
		try (Blocker blocker = new Blocker(target)) {
			Answer run = TestFaults.during("copy.before-checkpoint", 3, blocker::embrace,
					() -> scene.drover("run", scene.plan("locked", target).toString()));
			assertThat(run.status()).as(run.toString()).isZero();
			assertThat(run.out()).containsIgnoringCase("deadlock").contains("try 2 of 5");
		}
		scene.isWhole(target, "locked");
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mariadb" })
	void aLockThatIsGotTooLateLetsTheChunkBeginAgain(String engine) throws Exception {
		Scene scene = scene();
		Place target = place(engine);
		impatient(target);
		try (Blocker blocker = new Blocker(target)) {
			Answer run = TestFaults.during("copy.before-checkpoint", 3, blocker::holdUntilSomebodyGivesUp,
					() -> scene.drover("run", scene.plan("locked", target).toString()));
			assertThat(run.status()).as(run.toString()).isZero();
			assertThat(run.out()).contains("try 2 of 5");
		}
		finally {
			patient(target);
		}
		scene.isWhole(target, "locked");
	}

	@Test
	void aLockThatIsNeverGotEndsTheCopyInTheTablesName() throws Exception {
		Scene scene = scene();
		Place target = place("mysql");
		impatient(target);
		try (Blocker blocker = new Blocker(target)) {
			TestFaults
				.during("copy.before-checkpoint", 3, blocker::hold,
						() -> scene.drover("run", scene.plan("locked", target).toString()))
				.isOneLine(1, "TIME_001", "copying table ", "tried 5 times", "drover restart locked");
		}
		finally {
			patient(target);
		}
		Answer again = scene.drover("restart", "locked");
		assertThat(again.status()).as(again.toString()).isZero();
		scene.isWhole(target, "locked");
	}

	private static void impatient(Place target) throws Exception {
		target.execute(target.url().startsWith("jdbc:postgresql:")
				? "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET lock_timeout = 300', current_database()); END $$"
				: "SET GLOBAL innodb_lock_wait_timeout = 1");
	}

	private static void patient(Place target) throws Exception {
		if (!target.url().startsWith("jdbc:postgresql:")) {
			target.execute("SET GLOBAL innodb_lock_wait_timeout = 50");
		}
	}

}
