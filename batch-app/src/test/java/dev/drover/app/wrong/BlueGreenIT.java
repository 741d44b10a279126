package dev.drover.app.wrong;

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

	private static void await(Followed followed, String state, String waitsFor) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(3))
			.ignoreExceptions()
			.until(() -> followed.status().get("state").asString().equals(state)
					&& followed.status().get("waits_for").asString().contains(waitsFor));
	}

	private static void ends(Process process, int status) throws InterruptedException {
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(process.exitValue()).isEqualTo(status);
	}

	@Test
	void blueIsTheStandbyUntilSomebodyGoesBack() throws Exception {
		Followed followed = Followed.in(this.directory, 300, "strategy: blue_green\n");
		Process run = start("run", followed.plan().toString());
		await(followed, "READY", "`drover cutover followed`");
		followed.does("cutover");
		await(followed, "COMPLETED", "is the standby meanwhile");

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
		await(followed, "COMPLETED", "is the standby meanwhile");
		Followed.execute(followed.target(), "DELETE FROM child WHERE id > 250");
		followed.does("finalize");
		ends(run, 0);
		followed.isEqual();
		assertThat(followed.status().get("state").asString()).isEqualTo("FINALIZED");
		assertThat(followed.scene().source().dump().get("schema").toString()).doesNotContain("drover_");
		followed.drover("restart").isOneLine(2, "PLAN_005", "FINALIZED");
	}

}
