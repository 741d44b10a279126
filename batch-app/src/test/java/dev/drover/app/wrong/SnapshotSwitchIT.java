package dev.drover.app.wrong;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The switch of a migration that follows nothing: only the route tells who the owner is.
 */
class SnapshotSwitchIT {

	private static final String ID = "shot";

	@TempDir
	Path directory;

	private Scene scene;

	private Place target;

	@BeforeEach
	void prepare() throws Exception {
		this.scene = Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), 300);
		this.target = Place.sqlite(this.directory.resolve("target.sqlite"));
	}

	private String plan(String rest) {
		return this.scene.plan(ID, this.scene.source(), this.target, rest).toString();
	}

	private int child(List<String> options, String... words) throws IOException, InterruptedException {
		List<String> all = new ArrayList<>(List.of(words));
		all.addAll(List.of("--data-dir", this.directory.resolve("data").toString()));
		return Child.start(this.directory, Map.of(), options, all.toArray(String[]::new)).waitFor();
	}

	private String said() throws IOException {
		return Files.readString(this.directory.resolve("child.log"));
	}

	/** A hook that waits until it may end. */
	private String waiting() {
		return "hooks: {before_cutover: {command: [sh, -c, 'touch asked; while [ ! -e go ]; do sleep 0.1; done'], timeout: 5m}}\n"
			.replace("asked", this.directory.resolve("asked").toString())
			.replace("-e go", "-e " + this.directory.resolve("go"));
	}

	private void hookIsAsked() {
		Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> Files.exists(this.directory.resolve("asked")));
	}

	private void hookEnds() throws IOException {
		Files.createFile(this.directory.resolve("go"));
	}

	private boolean switched() {
		return this.scene.drover("routes", "--json").out().contains("\"target.sqlite\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "verify: {repair: true}\n" })
	void whatIsWrittenAtTheNewOwnerStays(String verify) throws Exception {
		assertThat(child(List.of("-Ddrover.test.halt-at=cutover.after-route"), "run", plan(verify))).as(said())
			.isEqualTo(TestFaults.HALTED);
		this.target.execute("UPDATE child SET amount = -1 WHERE id <= 100", "DELETE FROM child WHERE id = 300",
				"INSERT INTO child VALUES (301, 3, 1)", "INSERT INTO child VALUES (302, 3, 1)");
		Answer again = this.scene.drover("restart", ID);
		assertThat(again.status()).as(again.toString()).isZero();
		assertThat(this.target.number("SELECT count(*) FROM child WHERE amount = -1")).isEqualTo(100);
		assertThat(this.target.rows("SELECT id FROM child WHERE id >= 300")).containsExactly("301", "302");
	}

	@Test
	void aStopWhileAHookRunsIsHeardBeforeTheSwitch() throws Exception {
		String plan = plan(waiting());
		CompletableFuture<Answer> run = CompletableFuture.supplyAsync(() -> this.scene.drover("run", plan));
		hookIsAsked();
		assertThat(this.scene.drover("stop", ID).status()).isZero();
		hookEnds();
		Answer stopped = run.get();
		Path log = this.directory.resolve("data/logs/drover.log");
		assertThat(stopped.status()).as(stopped + (Files.exists(log) ? Files.readString(log) : "")).isEqualTo(4);
		assertThat(switched()).isFalse();
		Answer again = this.scene.drover("restart", ID);
		assertThat(again.status()).as(again.toString()).isZero();
		assertThat(switched()).isTrue();
	}

	@Test
	@Tag("proof")
	void aWindowThatClosesWhileAHookRunsIsClosed() throws Exception {
		Instant closes = Instant.now().plusSeconds(60);
		String plan = plan(waiting() + "strategy: {type: time_window, start: \"" + closes.minusSeconds(3600)
				+ "\", end: \"" + closes + "\"}\n");
		CompletableFuture<Answer> run = CompletableFuture.supplyAsync(() -> this.scene.drover("run", plan));
		hookIsAsked();
		Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> Instant.now().isAfter(closes));
		hookEnds();
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> this.scene.drover("status", ID).out().contains("closed for good"));
		assertThat(switched()).isFalse();
		assertThat(this.scene.drover("cutover", ID, "--force").status()).isZero();
		assertThat(run.get().status()).as(run.get().toString()).isZero();
		assertThat(switched()).isTrue();
	}

	/** As a signal to all processes of a terminal or of a service does it. */
	@ParameterizedTest
	@ValueSource(strings = { "data: {type: snapshot}\n", "data: {type: scan}\n" })
	void aHookThatIsEndedWithDroverIsCalledAgain(String data) throws Exception {
		Path calls = this.directory.resolve("calls");
		String line = "echo $DROVER_HOOK >> " + calls + "; [ $(grep -c $DROVER_HOOK " + calls
				+ ") -gt 1 ] || { kill -TERM $PPID; kill -KILL $$; }";
		String plan = plan(data + "hooks: {before_cutover: '" + line + "', after_cutover: '" + line + "'}\n");
		assertThat(child(List.of(), "run", plan)).as(said()).isEqualTo(4);
		assertThat(switched()).isFalse();
		assertThat(child(List.of(), "restart", ID)).as(said()).isEqualTo(4);
		assertThat(switched()).isTrue();
		Answer ends = this.scene.drover("restart", ID);
		assertThat(ends.status()).as(ends.toString()).isZero();
		assertThat(calls).hasContent("before_cutover\nbefore_cutover\nafter_cutover\nafter_cutover\n");
	}

}
