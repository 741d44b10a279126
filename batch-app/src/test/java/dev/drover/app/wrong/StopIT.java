package dev.drover.app.wrong;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A running migration is stopped from outside, and a scheduler that always gives the same
 * command gets it to its end.
 */
class StopIT {

	private static final List<String> SLOWLY = List.of("-Ddrover.test.slow=400");

	@TempDir
	Path directory;

	private Scene scene;

	private Place target;

	private Process begin(Map<String, String> environment, String... words) throws Exception {
		Process process = Child.start(this.directory, environment, SLOWLY, words);
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.ignoreExceptions()
			.until(() -> !process.isAlive() || copied() > 0);
		assertThat(process.isAlive()).as("the copy goes on; see child.log").isTrue();
		return process;
	}

	private Path prepare() throws Exception {
		this.scene = Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), 8_000);
		this.target = Place.postgresql();
		return this.scene.plan("stopped", this.target);
	}

	private long copied() throws SQLException {
		return this.target.number("SELECT (SELECT count(*) FROM parent) + (SELECT count(*) FROM child)");
	}

	private String data() {
		return this.directory.resolve("data").toString();
	}

	private static int ended(Process process) throws InterruptedException {
		assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
		return process.exitValue();
	}

	private void isStoppedAndRestarts(Process process) throws Exception {
		assertThat(ended(process)).isEqualTo(4);
		assertThat(this.scene.drover("status", "stopped").out()).contains("STOPPED");
		assertThat(copied()).isLessThan(16_000);
		Answer again = this.scene.drover("restart", "stopped");
		assertThat(again.status()).as(again.toString()).isZero();
		this.scene.isWhole(this.target, "stopped");
	}

	@Test
	void sigtermStopsAtTheNextChunk() throws Exception {
		Path plan = prepare();
		Process process = begin(Map.of(), "run", plan.toString(), "--data-dir", data());
		process.destroy();
		isStoppedAndRestarts(process);
	}

	@Test
	void sigintStopsAtTheNextChunk() throws Exception {
		Path plan = prepare();
		Process process = begin(Map.of(), "run", plan.toString(), "--data-dir", data());
		assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor()).isZero();
		isStoppedAndRestarts(process);
	}

	@Test
	void anotherProcessStopsIt() throws Exception {
		Path plan = prepare();
		Process process = begin(Map.of(), "run", plan.toString(), "--data-dir", data());
		this.scene.drover("run", plan.toString()).isOneLine(2, "PLAN_004", "stopped");
		Answer stop = this.scene.drover("stop", "stopped");
		assertThat(stop.status()).as(stop.toString()).isZero();
		isStoppedAndRestarts(process);
	}

	@Test
	void aSchedulerGivesTheSameCommandUntilItIsDone() throws Exception {
		Path plan = prepare();
		String[] words = { "--spring.batch.job.name=migration", "plan=" + plan, "--data-dir", data() };
		Process process = begin(Map.of(), words);
		process.destroyForcibly().waitFor();
		Answer second = Answer.of(Map.of(), words);
		assertThat(second.status()).as(second.toString()).isZero();
		this.scene.isWhole(this.target, "stopped");
		Answer third = Answer.of(Map.of(), words);
		assertThat(third.status()).as(third.toString()).isZero();
	}

	@Test
	void aSchedulerGivesTheSameCommandAfterAStop() throws Exception {
		Path plan = prepare();
		String[] words = { "--spring.batch.job.name=migration", "plan=" + plan, "--data-dir", data() };
		Process process = begin(Map.of(), words);
		process.destroy();
		assertThat(ended(process)).isEqualTo(4);
		assertThat(copied()).isLessThan(16_000);
		Answer second = Answer.of(Map.of(), words);
		assertThat(second.status()).as(second.toString()).isZero();
		this.scene.isWhole(this.target, "stopped");
	}

	@Test
	void aServerAsControlDatabaseServesAnyDataDirectory() throws Exception {
		Path plan = prepare();
		Place control = Place.postgresql();
		Map<String, String> environment = Map.of("DROVER_CONTROL_URL", control.url(), "DROVER_CONTROL_USER",
				control.user(), "DROVER_CONTROL_PASSWORD", control.password());
		Process process = begin(environment, "run", plan.toString(), "--data-dir", data());
		String other = this.directory.resolve("other").toString();
		Answer status = Answer.of(environment, "status", "stopped", "--data-dir", other);
		assertThat(status.out()).as(status.toString()).contains("COPYING");
		process.destroyForcibly().waitFor();
		assertThat(Answer.of(environment, "status", "stopped", "--data-dir", other).status()).isZero();
		Answer again = this.scene.drover(environment, "restart", "stopped");
		assertThat(again.status()).as(again.toString()).isZero();
		this.scene.isWhole(this.target, "stopped");
		assertThat(Answer.of(environment, "report", "stopped", "--json", "--data-dir", other).out())
			.contains("COMPLETED");
		assertThat(this.directory.resolve("data/control.mv.db")).doesNotExist();
	}

}
