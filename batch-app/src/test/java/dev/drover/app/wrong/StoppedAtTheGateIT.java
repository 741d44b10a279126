package dev.drover.app.wrong;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A switch that waits for an open transaction of an application, and that an operator
 * stops: he does not wait for the end of {@code cutover.timeout}.
 */
class StoppedAtTheGateIT {

	private static final Duration SOON = Duration.ofSeconds(30);

	@TempDir
	Path directory;

	private Place source;

	private Place target;

	private Followed followed;

	private void prepare(String gate) throws Exception {
		this.source = Place.postgresql();
		this.target = Place.postgresql();
		this.followed = Followed.to(Scene.in(this.directory, this.source, 300), this.target,
				"cutover: {gate: " + gate + ", timeout: 10m}\n");
	}

	private JsonNode status() {
		return this.followed.status();
	}

	private Answer stopped(Place owner, CompletableFuture<Answer> waiting) throws Exception {
		assertThat(waiting.isDone()).isFalse();
		assertThat(this.followed.drover("stop")).extracting(Answer::status).isEqualTo(0);
		Awaitility.await().atMost(SOON).until(waiting::isDone);
		// the application writes on, and nobody else holds the gate
		owner.execute("UPDATE child SET amount = amount + 1 WHERE id = 2");
		return waiting.get();
	}

	@Test
	void theWayForward() throws Exception {
		prepare("manual");
		CompletableFuture<Answer> run = CompletableFuture.supplyAsync(this.followed::run);
		Awaitility.await()
			.atMost(SOON)
			.ignoreExceptions()
			.until(() -> status().get("state").asString(), "READY"::equals);
		try (Connection open = this.source.connect(); Statement statement = open.createStatement()) {
			open.setAutoCommit(false);
			statement.executeUpdate("UPDATE child SET amount = -5 WHERE id = 1");
			this.followed.does("cutover");
			Awaitility.await().atMost(SOON).until(() -> status().get("state").asString(), "CUTTING_OVER"::equals);
			Answer answer = stopped(this.source, run);
			assertThat(answer.status()).as(answer.toString()).isEqualTo(4);
			open.commit();
		}
		assertThat(status().get("state").asString()).isEqualTo("STOPPED");
		CompletableFuture<Answer> again = CompletableFuture.supplyAsync(() -> this.followed.drover("restart"));
		Awaitility.await().atMost(SOON).until(() -> status().get("state").asString(), "READY"::equals);
		this.followed.does("cutover");
		assertThat(again.get().status()).as(again.get().toString()).isZero();
		this.followed.isEqual();
		assertThat(this.target.number("SELECT amount FROM child WHERE id = 1")).isEqualTo(-5);
	}

	@Test
	void theWayBack() throws Exception {
		prepare("auto");
		assertThat(this.followed.run().status()).isZero();
		try (Connection open = this.target.connect(); Statement statement = open.createStatement()) {
			open.setAutoCommit(false);
			statement.executeUpdate("UPDATE child SET amount = -6 WHERE id = 1");
			CompletableFuture<Answer> back = CompletableFuture.supplyAsync(() -> this.followed.drover("rollback"));
			Awaitility.await().atMost(SOON).until(() -> status().get("step").asString(), "cutover"::equals);
			Answer answer = stopped(this.target, back);
			assertThat(answer.status()).as(answer.toString()).isEqualTo(4);
			open.commit();
		}
		assertThat(status().get("hint").asString()).startsWith("drover rollback followed finishes it");
		this.followed.does("rollback");
		this.followed.isEqual();
		assertThat(this.source.number("SELECT amount FROM child WHERE id = 1")).isEqualTo(-6);
	}

	private Process child(List<String> options, String command) throws Exception {
		return Child.start(this.directory, Map.of(), options, command, Followed.ID, "--data-dir",
				this.directory.resolve("data").toString());
	}

	private void signalled(String signal, String command, Place owner) throws Exception {
		try (Connection open = owner.connect(); Statement statement = open.createStatement()) {
			open.setAutoCommit(false);
			statement.executeUpdate("UPDATE child SET amount = amount - 7 WHERE id = 1");
			Process process = child(List.of(), command);
			Awaitility.await()
				.atMost(SOON)
				.until(() -> status().get("step").asString().equals("cutover")
						&& status().get("process").get("alive").asBoolean());
			assertThat(new ProcessBuilder("kill", signal, String.valueOf(process.pid())).start().waitFor()).isZero();
			assertThat(process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)).as("it ends soon").isTrue();
			assertThat(process.exitValue()).as("see child.log").isEqualTo(4);
			owner.execute("UPDATE child SET amount = amount + 1 WHERE id = 2");
			open.commit();
		}
		this.followed.does(command);
		this.followed.isEqual();
	}

	@Test
	void aSignal() throws Exception {
		prepare("auto");
		assertThat(this.followed.run().status()).isZero();
		signalled("-TERM", "rollback", this.target);
		signalled("-INT", "cutover", this.source);
	}

	@Test
	void whileItIsSeenHowAWayBackHasEndedThatWasBrokenOff() throws Exception {
		prepare("auto");
		assertThat(this.followed.run().status()).isZero();
		try (Connection open = this.target.connect(); Statement statement = open.createStatement()) {
			open.setAutoCommit(false);
			statement.executeUpdate("UPDATE child SET amount = -8 WHERE id = 1");
			assertThat(child(List.of("-Ddrover.test.halt-at=cutover.intent"), "rollback").waitFor())
				.isEqualTo(TestFaults.HALTED);
			assertThat(status().get("hint").asString()).isEqualTo("drover rollback followed finishes it");
			this.followed.drover("finalize").isOneLine(2, "PLAN_009", "drover restart followed");
			CompletableFuture<Answer> back = CompletableFuture.supplyAsync(() -> this.followed.drover("rollback"));
			Awaitility.await().atMost(SOON).until(() -> status().get("process").get("alive").asBoolean());
			Answer answer = stopped(this.target, back);
			assertThat(answer.status()).as(answer.toString()).isEqualTo(4);
			open.commit();
		}
		this.followed.does("rollback");
		this.followed.isEqual();
		assertThat(this.source.number("SELECT amount FROM child WHERE id = 1")).isEqualTo(-8);
	}

}
