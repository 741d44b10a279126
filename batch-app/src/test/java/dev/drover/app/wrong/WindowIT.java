package dev.drover.app.wrong;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The switch is made inside the plan's window, and nowhere else unless an operator says
 * so.
 */
class WindowIT {

	@TempDir
	Path directory;

	private static String once(Instant start, Instant end) {
		return "strategy: {type: time_window, start: \"" + start.truncatedTo(ChronoUnit.SECONDS) + "\", end: \""
				+ end.truncatedTo(ChronoUnit.SECONDS) + "\"}\n";
	}

	private Process start(Followed followed) throws Exception {
		return Child.start(this.directory, Map.of(), List.of(), "run", followed.plan().toString(), "--data-dir",
				this.directory.resolve("data").toString());
	}

	private static void awaitReady(Followed followed, String waitsFor) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(3))
			.ignoreExceptions()
			.until(() -> followed.status().get("waits_for").asString().contains(waitsFor));
		assertThat(followed.status().get("state").asString()).isEqualTo("READY");
	}

	private static void ends(Process process) throws InterruptedException {
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(process.exitValue()).isZero();
	}

	private static Instant switchedAt(JsonNode report) {
		return StreamSupport.stream(report.get("audit").spliterator(), false)
			.filter((entry) -> entry.get("action").asString().equals("switch"))
			.map((entry) -> Instant.parse(entry.get("at").asString()))
			.findFirst()
			.orElseThrow();
	}

	@Test
	@Tag("proof")
	void itWaitsForItsWindowAndSwitchesInIt() throws Exception {
		Instant opens = Instant.now().plusSeconds(30).truncatedTo(ChronoUnit.SECONDS);
		Followed followed = Followed.in(this.directory, 300, once(opens, opens.plusSeconds(600)));
		Process run = start(followed);
		awaitReady(followed, "its window, open from " + opens + " to " + opens.plusSeconds(600));
		assertThat(followed.does("status").out()).contains("waits: its window, open from " + opens);
		followed.drover("cutover").isOneLine(2, "CUT_005", "it is open from " + opens, "--force");
		followed.change(1, 10);
		ends(run);
		assertThat(switchedAt(followed.report())).isAfterOrEqualTo(opens);
		followed.isEqual();
		assertThat(followed.history())
			.contains("ready waits for its window, open from " + opens + " to " + opens.plusSeconds(600));
	}

	@Test
	void anOperatorSwitchesOutsideOfADailyWindowByForceOnly() throws Exception {
		LocalTime later = LocalTime.now(ZoneOffset.UTC).plusHours(6).truncatedTo(ChronoUnit.MINUTES);
		Followed followed = Followed.in(this.directory, 300, "strategy: {type: time_window, start: \"" + later
				+ "\", end: \"" + later.plusHours(1) + "\"}\ncutover: {gate: manual}\n");
		Answer run = TestFaults.during("cutover-prepare.ready", 1, () -> followed.does("cutover", "--force"),
				followed::run);
		assertThat(run.status()).as(run.toString()).isZero();
		assertThat(followed.history()).anyMatch(
				(entry) -> entry.matches("cutover the word was given to process .*, whatever the plan's window says"));
		followed.does("rollback");
		followed.drover("cutover").isOneLine(2, "CUT_005", "it is open from ", "T" + later);
		followed.does("cutover", "--force");
		followed.isEqual();
	}

	@Test
	@Tag("proof")
	void aWindowThatClosesWhileTheSwitchIsTriedChangesNothing() throws Exception {
		Scene scene = Scene.in(this.directory, Place.postgresql(), 300);
		Instant opens = Instant.now().plusSeconds(30).truncatedTo(ChronoUnit.SECONDS);
		Followed followed = Followed.to(scene, Place.postgresql(),
				once(opens, opens.plusSeconds(5)) + "cutover: {timeout: 60s}\n");
		try (Connection open = scene.source().connect(); Statement statement = open.createStatement()) {
			Process run = start(followed);
			awaitReady(followed, "its window, open from " + opens);
			open.setAutoCommit(false);
			statement.execute("UPDATE child SET amount = 0 WHERE id = 1");
			awaitReady(followed, "since its window has closed for good");
			assertThat(Instant.now()).isBetween(opens.plusSeconds(5), opens.plusSeconds(12));
			assertThat(followed.history()).anyMatch((entry) -> entry.startsWith("cutover not done: the gate of ")
					&& entry.contains("nothing has changed"));
			open.commit();
			scene.source().execute("UPDATE child SET amount = 0 WHERE id = 2");
			followed.does("cutover", "--force");
			ends(run);
		}
		assertThat(scene.source().number("SELECT count(*) FROM child WHERE amount = 0")).isEqualTo(2);
		followed.isEqual();
	}

	@Test
	@Tag("proof")
	void aWindowThatClosesBeforeItIsSwitchedAgainChangesNothing() throws Exception {
		Instant closes = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.SECONDS);
		Followed followed = Followed.in(this.directory, 300,
				once(closes.minusSeconds(3600), closes) + "cutover: {gate: manual}\n");
		Answer run = TestFaults.during("cutover-prepare.ready", 1, () -> followed.does("cutover"), followed::run);
		assertThat(run.status()).as(run.toString()).isZero();
		followed.does("rollback");
		Answer again = TestFaults.during("close.entered", 1,
				() -> Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> Instant.now().isAfter(closes)),
				() -> followed.drover("cutover"));
		again.isOneLine(2, "CUT_005", "the window of followed is closed", "--force");
		followed.change(1, 10);
		followed.does("cutover", "--force");
		followed.isEqual();
	}

}
