package dev.drover.app.wrong;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A migration is paused in each of its phases and resumed: it ends with exit 4, no
 * scheduler begins it again, changes of its source wait, and nothing is lost.
 */
class PauseIT {

	@TempDir
	Path directory;

	private static void pause(Followed followed) {
		assertThat(followed.does("pause").out()).contains("asked followed to pause", "drover resume followed");
	}

	/** Whoever works on it in this JVM knows of it: it has looked since. */
	private static void pauseAndBeHeard(Followed followed) {
		pause(followed);
		for (int beats = 0; beats < 2; beats++) {
			String last = heartbeat(followed);
			Awaitility.await().atMost(Duration.ofMinutes(3)).until(() -> !heartbeat(followed).equals(last));
		}
	}

	private static String heartbeat(Followed followed) {
		return followed.status().get("process").get("heartbeat_at").asString();
	}

	private static void isPaused(Followed followed, String asked, String phase) {
		assertThat(followed.status().get("state").asString()).isEqualTo("PAUSED");
		assertThat(followed.status().get("process").isNull()).isTrue();
		assertThat(followed.status().get("hint").asString()).isEqualTo("drover resume followed continues");
		assertThat(followed.history()).anyMatch((entry) -> entry.startsWith("pause asked for in phase " + asked))
			.contains("phase " + phase + " to PAUSED")
			.anyMatch((entry) -> entry.startsWith("end exit status 4"));
	}

	@Test
	void inTheCopyAnotherProcessPausesItAndNoSchedulerGoesOn() throws Exception {
		Scene scene = Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), 8_000);
		Followed followed = new Followed(scene, Place.sqlite(this.directory.resolve("target.sqlite")),
				scene.plan(Followed.ID, scene.source(), Place.sqlite(this.directory.resolve("target.sqlite")), ""));
		String data = this.directory.resolve("data").toString();
		Process process = Child.start(this.directory, Map.of(), List.of("-Ddrover.test.slow=400"), "run",
				followed.plan().toString(), "--data-dir", data);
		Awaitility.await()
			.atMost(Duration.ofMinutes(3))
			.ignoreExceptions()
			.until(() -> followed.target().number("SELECT count(*) FROM child") > 0);
		pause(followed);
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(process.exitValue()).isEqualTo(4);
		isPaused(followed, "COPYING", "COPYING");
		assertThat(followed.target().number("SELECT count(*) FROM child")).isLessThan(8_000);

		String[] scheduler = { "--spring.batch.job.name=migration", "plan=" + followed.plan(), "--data-dir", data };
		Answer.of(Map.of(), scheduler).isOneLine(4, "PLAN_012", "followed is PAUSED", "drover resume followed");
		assertThat(followed.does("pause").out()).contains("followed is paused already");
		followed.drover("stop").isOneLine(2, "PLAN_009", "nothing to stop");
		followed.drover("cutover").isOneLine(2, "PLAN_009", "drover resume followed");
		scene.drover("run", followed.plan().toString()).isOneLine(2, "PLAN_008", "drover resume followed");

		followed.does("resume");
		scene.isWhole(followed.target(), Followed.ID);
		assertThat(followed.history()).anyMatch((entry) -> entry.startsWith("resume begun in phase PAUSED"));
		followed.drover("pause").isOneLine(2, "PLAN_009", "followed is COMPLETED", "nothing to pause");
		followed.drover("resume").isOneLine(2, "PLAN_009", "only a paused one can be resumed");
	}

	@Test
	void inCatchUpInTheComparisonAndAtReady() throws Exception {
		Followed followed = Followed.in(this.directory, 500, "cutover: {gate: manual}\n");
		Answer first = TestFaults.during("catch-up.entered", 1, () -> {
			followed.change(1, 500);
			pauseAndBeHeard(followed);
		}, followed::run);
		assertThat(first.status()).as(first.toString()).isEqualTo(4);
		isPaused(followed, "CATCHING_UP", "CATCHING_UP");
		followed.change(1, 7);
		assertThat(followed.status().get("sync").get("lag").asLong()).isGreaterThanOrEqualTo(7);
		assertThat(followed.status().get("sync").get("oldest_seconds").isNumber()).isTrue();

		Answer second = TestFaults.during("verify.compared", 1, () -> pauseAndBeHeard(followed),
				() -> followed.drover("resume"));
		assertThat(second.status()).as(second.toString()).isEqualTo(4);
		isPaused(followed, "VERIFYING", "VERIFYING");

		Answer third = TestFaults.during("cutover-prepare.ready", 1, () -> pause(followed),
				() -> followed.drover("restart"));
		assertThat(third.status()).as(third.toString()).isEqualTo(4);
		isPaused(followed, "READY", "READY");
		followed.change(20, 29);
		assertThat(followed.status().get("sync").get("lag").asLong()).isEqualTo(10);
		assertThat(followed.does("status").out()).contains("10 wait");

		List<String> words = new ArrayList<>();
		Answer last = TestFaults.during("cutover-prepare.ready", 1, () -> {
			words.add(followed.does("cutover").out());
			words.add(followed.does("cutover").out());
		}, () -> followed.drover("resume"));
		assertThat(last.status()).as(last.toString()).isZero();
		assertThat(words.get(0)).contains("the gate of followed is open");
		assertThat(words.get(1)).contains("was given before by ", " pid ");
		followed.isEqual();
		assertThat(followed.target().number("SELECT count(*) FROM child WHERE amount = id * 7 + 2")).isEqualTo(17);
		followed.does("finalize");
	}

	@Test
	void ofTwoWhoResumeItOneDoesAndTheOtherIsToldWho() throws Exception {
		Followed followed = Followed.in(this.directory, 300, "cutover: {gate: manual}\n");
		assertThat(TestFaults.during("cutover-prepare.ready", 1, () -> pause(followed), followed::run).status())
			.isEqualTo(4);
		AtomicReference<Answer> during = new AtomicReference<>();
		AtomicReference<Answer> faster = new AtomicReference<>();
		Answer slower = TestFaults.during("attempt.allowed", 1,
				() -> faster.set(TestFaults.during("cutover-prepare.ready", 1, () -> {
					during.set(followed.drover("resume"));
					followed.does("cutover");
				}, () -> followed.drover("resume"))), () -> followed.drover("resume"));
		assertThat(faster.get().status()).as(faster.get().toString()).isZero();
		during.get().isOneLine(2, "PLAN_004", "is running in process " + ProcessHandle.current().pid() + " of ");
		slower.isOneLine(2, "PLAN_004", "started twice at once");
		followed.isEqual();
		followed.does("rollback");
		assertThat(followed.history()).anyMatch((entry) -> entry.startsWith("rollback begun in phase COMPLETED"));
	}

	@Test
	void whatIsPausedCanBeTakenBackAndLeavesNothing() throws Exception {
		Followed followed = Followed.in(this.directory, 300, "cutover: {gate: manual}\n");
		assertThat(TestFaults.during("cutover-prepare.ready", 1, () -> pause(followed), followed::run).status())
			.isEqualTo(4);
		Answer back = TestFaults.during("rollback.removed", 1,
				() -> followed.drover("pause").isOneLine(2, "PLAN_009", "ROLLING_BACK", "drover stop followed"),
				() -> followed.drover("rollback"));
		assertThat(back.status()).as(back.toString()).isZero();
		assertThat(followed.scene().source().dump().get("schema").toString()).doesNotContain("drover_");
	}

	private static Place place(String engine) {
		return switch (engine) {
			case "postgresql" -> Place.postgresql();
			case "mysql" -> Place.mysql();
			default -> Place.mariadb();
		};
	}

	@ParameterizedTest
	@ValueSource(strings = { "postgresql", "mysql", "mariadb" })
	@Tag("proof")
	void whileItIsPausedTheQueuesOfEachEngineTellWhatWaits(String engine) throws Exception {
		Scene scene = Scene.in(this.directory, place(engine), 300);
		Followed followed = Followed.to(scene, Place.postgresql(), "cutover: {gate: manual}\n");
		Answer run = TestFaults.during("cutover-prepare.ready", 1, () -> pause(followed), followed::runByForce);
		assertThat(run.status()).as(run.toString()).isEqualTo(4);
		assertThat(followed.status().get("sync").get("oldest_seconds").isNull()).isTrue();
		followed.change(20, 29);
		assertThat(followed.status().get("sync").get("lag").asLong()).isEqualTo(10);
		assertThat(followed.status().get("sync").get("oldest_seconds").asDouble()).isBetween(0.0, 60.0);
		Answer resumed = TestFaults.during("cutover-prepare.ready", 1, () -> followed.does("cutover"),
				() -> followed.drover("resume", "--force"));
		assertThat(resumed.status()).as(resumed.toString()).isZero();
		assertThat(followed.status().get("sync").get("lag").asLong()).isZero();
		Followed.execute(followed.target(), "UPDATE child SET amount = 0 WHERE id <= 5");
		assertThat(followed.status().get("sync").get("lag").asLong()).as("notes of the new owner").isEqualTo(5);
		followed.does("rollback");
		followed.isEqual();
		followed.does("finalize");
	}

}
