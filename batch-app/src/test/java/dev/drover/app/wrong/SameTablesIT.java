package dev.drover.app.wrong;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two migrations of the same tables: both may follow them, and only one may have them.
 */
class SameTablesIT {

	private static final String SCOPE = "scope: {tables: {include: [parent, child]}}\n";

	private static final String SCAN = "data: {type: scan}\n" + SCOPE;

	@TempDir
	Path directory;

	private Scene scene;

	private Place one;

	private Place other;

	@BeforeEach
	void fill() throws Exception {
		this.scene = Scene.in(this.directory, place("source"), 300);
		this.scene.source().execute("CREATE TABLE apart (id INTEGER PRIMARY KEY)", "INSERT INTO apart VALUES (1)");
		this.one = place("one");
		this.other = place("other");
	}

	private Place place(String name) {
		return Place.sqlite(this.directory.resolve(name + ".sqlite"));
	}

	private Process start(String id, Place target) throws Exception {
		Path plan = this.scene.plan(id, this.scene.source(), target, SCAN + "cutover: {gate: manual}\n");
		Process run = Child.start(this.directory, Map.of(), List.of(), "run", plan.toString(), "--data-dir",
				this.directory.resolve("data").toString());
		Awaitility.await()
			.atMost(Duration.ofMinutes(3))
			.ignoreExceptions()
			.until(() -> !run.isAlive() || state(id).equals("READY"));
		isReady(id, run);
		return run;
	}

	private void isReady(String id, Process run) throws Exception {
		assertThat(run.isAlive()).as(Files.readString(this.directory.resolve("child.log"))).isTrue();
		assertThat(state(id)).isEqualTo("READY");
	}

	private String state(String id) {
		JsonNode status = new JsonMapper().readTree(does("status", id, "--json").out());
		return status.get("state").asString();
	}

	private Answer does(String... words) {
		Answer answer = this.scene.drover(words);
		assertThat(answer.status()).as(answer.toString()).isZero();
		return answer;
	}

	private int ends(Process run) throws InterruptedException {
		assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
		return run.exitValue();
	}

	private void changeArrives(int amount, Place... targets) throws Exception {
		this.scene.source().execute("UPDATE child SET amount = " + amount + " WHERE id <= 20");
		for (Place target : targets) {
			Awaitility.await()
				.atMost(Duration.ofSeconds(30))
				.until(() -> target.number("SELECT count(*) FROM child WHERE amount = " + amount) == 20);
		}
	}

	@Test
	void bothFollowUntilOneIsGivenUpAndTheOtherSwitches() throws Exception {
		Process first = start("first", this.one);
		Process second = start("second", this.other);
		changeArrives(-1, this.one, this.other);
		isReady("first", first);
		isReady("second", second);
		does("stop", "second");
		assertThat(ends(second)).isEqualTo(4);
		does("rollback", "second");
		changeArrives(-2, this.one);
		isReady("first", first);
		does("cutover", "first");
		assertThat(ends(first)).as(Files.readString(this.directory.resolve("child.log"))).isZero();
		assertThat(state("first")).isEqualTo("COMPLETED");
		assertThat(this.one.rows("SELECT * FROM child")).isEqualTo(this.scene.source().rows("SELECT * FROM child"));
	}

	@Test
	void theOneThatComesTooLateIsRefusedAtItsSwitchAndWhenItIsRestarted() throws Exception {
		Process first = start("first", this.one);
		Process second = start("second", this.other);
		does("cutover", "first");
		assertThat(ends(first)).isZero();
		this.scene.drover("cutover", "second");
		assertThat(ends(second)).isEqualTo(1);
		assertThat(Files.readString(this.directory.resolve("child.log"))).contains("SYNC_001 table child of ",
				" has moved to ");
		Answer restart = this.scene.drover("restart", "second");
		assertThat(restart.status()).as(restart.toString()).isEqualTo(2);
		assertThat(restart.err().lines()).hasSize(2)
			.allSatisfy((line) -> assertThat(line).contains("SYNC_001", "has moved to ", "by migration first",
					"drover rollback second"));
		does("rollback", "second");
		this.one.execute("UPDATE child SET amount = -3 WHERE id <= 20");
		does("rollback", "first");
		assertThat(this.scene.source().number("SELECT count(*) FROM child WHERE amount = -3")).isEqualTo(20);
		changeArrives(-4);
	}

	@Test
	void tablesThatHaveMovedAreNoSourceAndTheOthersAndTheNewOwnerAre() throws Exception {
		Path first = this.scene.plan("first", this.scene.source(), this.one, SCAN);
		Answer run = TestFaults.during("cutover.intended", 1,
				() -> isRefused(this.scene.plan("early", this.one, this.other, SCAN),
						"takes no writes until migration first"),
				() -> this.scene.drover("run", first.toString()));
		assertThat(run.status()).as(run.toString()).isZero();
		isRefused(this.scene.plan("second", this.scene.source(), this.other, SCAN), "has moved to ");
		isRefused(this.scene.plan("copy", this.scene.source(), this.other, SCOPE), "has moved to ");
		does("run",
				this.scene
					.plan("apart", this.scene.source(), this.other,
							"data: {type: scan}\nscope: {tables: {include: [apart]}}\n")
					.toString());
		does("run", this.scene.plan("next", this.one, this.other, SCAN).toString());
		assertThat(this.other.number("SELECT count(*) FROM child")).isEqualTo(300);
	}

	private void isRefused(Path plan, String words) {
		for (String command : List.of("check", "run")) {
			Answer answer = this.scene.drover(command, plan.toString());
			assertThat(answer.status()).as(answer.toString()).isEqualTo(2);
			assertThat(answer.out() + answer.err()).contains("SYNC_001", "table child of ", "table parent of ", words,
					"as the source");
		}
	}

}
