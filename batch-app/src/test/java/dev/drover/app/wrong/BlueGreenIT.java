package dev.drover.app.wrong;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Green is held ready until the word; after the switch blue is kept as a standby until
 * somebody goes back or ends it.
 */
class BlueGreenIT {

	@TempDir
	Path directory;

	private Process start(String command, String what) throws Exception {
		return Child.start(this.directory, Map.of(), List.of(), command, what, "--data-dir",
				this.directory.resolve("data").toString());
	}

	private void await(Process run, Followed followed, String state, String waitsFor) throws IOException {
		Awaitility.await()
			.atMost(Duration.ofMinutes(3))
			.ignoreExceptions()
			.until(() -> !run.isAlive() || followed.status().get("state").asString().equals(state)
					&& followed.status().get("waits_for").asString().contains(waitsFor));
		assertThat(run.isAlive()).as(Files.readString(this.directory.resolve("child.log"))).isTrue();
	}

	private static void ends(Process process, int status) throws InterruptedException {
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(process.exitValue()).isEqualTo(status);
	}

	@Test
	void blueIsTheStandbyUntilSomebodyGoesBack() throws Exception {
		Followed followed = Followed.in(this.directory, 300, "strategy: blue_green\n");
		Process run = start("run", followed.plan().toString());
		await(run, followed, "READY", "`drover cutover followed`");
		followed.does("cutover");
		await(run, followed, "COMPLETED", "is the standby meanwhile");

		Followed.execute(followed.target(), "UPDATE child SET amount = -1 WHERE id <= 20");
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> followed.scene().source().number("SELECT count(*) FROM child WHERE amount = -1") == 20);
		followed.drover("restart").isOneLine(2, "PLAN_004", "is running in process " + run.pid());

		run.destroyForcibly().waitFor();
		Followed.execute(followed.target(), "UPDATE child SET amount = -2 WHERE id <= 20");
		assertThat(followed.status().get("sync").get("lag").asLong()).isEqualTo(20);
		Process again = start("restart", Followed.ID);
		Awaitility.await()
			.atMost(Duration.ofMinutes(3))
			.until(() -> followed.scene().source().number("SELECT count(*) FROM child WHERE amount = -2") == 20);

		followed.does("rollback");
		ends(again, 0);
		assertThat(followed.status().get("state").asString()).isEqualTo("ROLLED_BACK");
		followed.change(1, 300);
		followed.does("cutover");
		followed.isEqual();
		assertThat(followed.history()).anyMatch((entry) -> entry.startsWith("standby "))
			.anyMatch((entry) -> entry.contains("is to give way"));
	}

	@Test
	void finalizeEndsTheStandby() throws Exception {
		Followed followed = Followed.in(this.directory, 300, "strategy: blue_green\ncutover: {gate: auto}\n");
		Process run = start("run", followed.plan().toString());
		await(run, followed, "COMPLETED", "is the standby meanwhile");
		Followed.execute(followed.target(), "DELETE FROM child WHERE id > 250");
		followed.does("finalize");
		ends(run, 0);
		followed.isEqual();
		assertThat(followed.status().get("state").asString()).isEqualTo("FINALIZED");
		assertThat(followed.scene().source().dump().get("schema").toString()).doesNotContain("drover_");
		followed.drover("restart").isOneLine(2, "PLAN_005", "FINALIZED");
	}

	/**
	 * Who gives the word over rows that green lacks has wanted a standby all the same.
	 */
	@Test
	void rowsThatGreenCouldNotTakeDoNotCostTheStandby() throws Exception {
		Scene scene = Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), 300);
		scene.source().execute("UPDATE child SET amount = 'many' WHERE id = 7");
		Followed followed = Followed.to(scene, Place.postgresql(), "strategy: blue_green\n");
		Process run = start("run", followed.plan().toString());
		await(run, followed, "READY", "`drover cutover followed`");
		followed.does("cutover");
		await(run, followed, "COMPLETED", "is the standby meanwhile");
		assertThat(followed.drover("status").out()).contains("1 rejected row");

		Followed.execute(followed.target(), "UPDATE child SET amount = -1 WHERE id <= 20");
		reaches(scene.source(), "amount = -1", 19);
		followed.does("stop");
		ends(run, 3);

		Followed.execute(followed.target(), "UPDATE child SET amount = -2 WHERE id <= 20");
		Process again = start("restart", Followed.ID);
		reaches(scene.source(), "amount = -2", 19);
		followed.does("stop");
		ends(again, 3);
		assertThat(scene.source().text("SELECT amount FROM child WHERE id = 7")).isEqualTo("many");
	}

	/** As many as the plan bears; what it does not is said, and green goes on. */
	@Test
	void rowsThatBlueCantTakeEndTheStandbyAndTheStatusSaysSo() throws Exception {
		Scene scene = Scene.in(this.directory, Place.postgresql(), 300);
		scene.source().execute("ALTER TABLE child ADD CHECK (amount > 0)");
		Place green = Place.postgresql();
		Scene.in(this.directory, green, 0);
		Followed followed = Followed.to(scene, green, "strategy: blue_green\nlimits: {max_errors: 2}\n");
		Process run = start("run", followed.plan().toString());
		await(run, followed, "READY", "`drover cutover followed`");
		followed.does("cutover");
		await(run, followed, "COMPLETED", "is the standby meanwhile");
		green.execute("UPDATE child SET amount = -1 WHERE id <= 2",
				"UPDATE child SET amount = 9 WHERE id BETWEEN 3 AND 20");
		reaches(scene.source(), "amount = 9", 18);
		assertThat(run.isAlive()).as("two are borne").isTrue();

		green.execute("UPDATE child SET amount = -3 WHERE id = 3");
		ends(run, 1);
		assertThat(followed.history()).anyMatch((entry) -> entry.startsWith("standby ")
				&& entry.contains("is not kept equal any more, changes wait from now on: DATA_002"));
		assertThat(followed.status().get("hint").asString()).contains("no standby is kept now",
				"drover restart followed");
		green.execute("UPDATE child SET amount = 1 WHERE amount < 0");
		Process again = start("restart", Followed.ID);
		reaches(scene.source(), "amount = 1", 3);
		await(again, followed, "COMPLETED", "is the standby meanwhile");
		assertThat(followed.status().get("hint").toString()).doesNotContain("no standby");
		followed.does("rollback");
		ends(again, 0);
		assertThat(scene.source().rows("SELECT * FROM child ORDER BY id"))
			.isEqualTo(green.rows("SELECT * FROM child ORDER BY id"));
	}

	private static void reaches(Place place, String condition, int rows) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> place.number("SELECT count(*) FROM child WHERE " + condition) == rows);
	}

}
