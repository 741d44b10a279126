package dev.drover.app.live;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A process that stands still, and wakes up: while it holds the gate the server frees the
 * writers in two seconds, and what it does later does no harm.
 */
@Tag("proof")
class HangingIT {

	/** Two seconds, and what it takes to see that it stands, and to write. */
	private static final long FREED_MILLIS = 2_500;

	/** For so long it stands still; a minute takes an hour in all. */
	private static final int SECONDS = Integer.getInteger("drover.test.hang-seconds", 3);

	@TempDir
	Path directory;

	@Test
	void holdsUpWritersOfPostgresqlForTwoSeconds() throws Exception {
		hangs(Place.postgresql(), Place.postgresql(),
				List.of("cutover.held", "cutover.compared", "cutover.before-move"), List.of("cutover.moved"));
	}

	@Test
	void holdsUpWritersOfMysqlForTwoSeconds() throws Exception {
		hangs(Place.mysql(), Place.postgresql(), List.of("cutover.brought-back", "cutover.armed"),
				List.of("cutover.opened"));
	}

	private void hangs(Place source, Place target, List<String> held, List<String> moved) throws Exception {
		LiveMove move = LiveMove.of(this.directory, source, target, "");
		try (Applications applications = move.applications(3)) {
			try (OneOwner owner = OneOwner.watching(source, target)) {
				for (String last : moved) {
					for (String command : List.of("cutover", "rollback")) {
						String[] words = { command, "bank" };
						if (last.equals(moved.get(0))) {
							words = command.equals("cutover") ? new String[] { "run", move.plan() } : words;
							for (String point : held) {
								holdsUpForTwoSeconds(move, applications, point, words);
								owner.holds();
								words = new String[] { "restart", "bank" };
							}
						}
						goesOn(move, owner, last, words);
						applications.awaitWrites(5, 20);
					}
				}
			}
			move.drover().does("cutover", "bank");
			applications.awaitWrites(20, 60);
			applications.find("new");
		}
		move.drover().does("finalize", "bank");
		assertThat(Bank.read(source)).isEqualTo(Bank.read(target));
		move.leavesNothing();
	}

	private static void holdsUpForTwoSeconds(LiveMove move, Applications applications, String point, String... words)
			throws Exception {
		StoppedDrover drover = StoppedDrover.at(point, move, words);
		long begun = System.nanoTime();
		applications.awaitWrites(1, 10);
		long freed = (System.nanoTime() - begun) / 1_000_000;
		assertThat(freed).as("stopped at %s, writers were freed after ms", point).isLessThan(FREED_MILLIS);
		while (System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(SECONDS)) {
			applications.awaitWrites(1, 10);
		}
		assertThat(drover.wakesUpAndEnds()).as("woken at %s: %s", point, drover.said()).isEqualTo(1);
		applications.awaitWrites(5, 20);
	}

	/** It is decided who is to be the owner; nobody else is until it goes on. */
	private static void goesOn(LiveMove move, OneOwner owner, String point, String... words) throws Exception {
		StoppedDrover drover = StoppedDrover.at(point, move, words);
		int looks = owner.looks();
		await().atMost(2, TimeUnit.MINUTES).until(() -> owner.looks() > looks + 25 * SECONDS);
		owner.holds();
		// as a restart ends: completed, or back
		assertThat(drover.wakesUpAndEnds()).as("woken at %s: %s", point, drover.said()).isIn(0, 5);
		owner.holds();
	}

	/** Nobody is held up by a process that stands still and only follows. */
	@Test
	void holdsUpNobodyWhileItFollows() throws Exception {
		LiveMove move = LiveMove.of(this.directory, Place.postgresql(), Place.postgresql(), "");
		try (Applications applications = move.applications(3)) {
			String[] words = { "run", move.plan() };
			for (String point : List.of("copy.before-commit", "apply.before-check", "apply.committed")) {
				StoppedDrover drover = StoppedDrover.at(point, move, words);
				applications.awaitWrites(20, 10);
				drover.isKilled();
				words = new String[] { "restart", "bank" };
			}
			StoppedDrover drover = StoppedDrover.at("apply.before-delete", move, words);
			applications.awaitWrites(20, 10);
			assertThat(drover.wakesUpAndEnds()).as(drover.said()).isZero();
			applications.awaitWrites(20, 60);
			applications.find("new");
		}
	}

	/** SQLite knows no sessions: the lock is the process's, and ends with it. */
	@Test
	void holdsUpWritersOfSqliteUntilItEnds() throws Exception {
		Place source = Place.sqlite(this.directory.resolve("old.sqlite"));
		LiveMove move = LiveMove.of(this.directory, source, Place.postgresql(), "");
		try (Applications applications = move.applications(2)) {
			StoppedDrover drover = StoppedDrover.at("cutover.held", move, "run", move.plan());
			long before = applications.acknowledged();
			await().during(3, TimeUnit.SECONDS)
				.atMost(5, TimeUnit.SECONDS)
				.until(() -> applications.acknowledged() <= before + 2);
			drover.isKilled();
			applications.awaitWrites(5, 20);
			move.drover().does("restart", "bank");
			applications.awaitWrites(20, 60);
			applications.find("new");
		}
	}

}
