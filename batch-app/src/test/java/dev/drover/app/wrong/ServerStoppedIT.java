package dev.drover.app.wrong;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.drover.testserver.OwnPostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A server goes down in the middle of the copy and comes back.
 */
class ServerStoppedIT {

	private static final int ROWS = 6000;

	@TempDir
	Path directory;

	private static Place place(OwnPostgres server) {
		return new Place(server.url(), server.user(), "");
	}

	private Answer runAndStop(Scene scene, Path plan, OwnPostgres server) {
		return TestFaults.during("copy.after-commit", 5, server::stopAtOnce,
				() -> scene.drover("run", plan.toString()));
	}

	private static void goesOn(Scene scene, OwnPostgres server, Place target) throws Exception {
		scene.drover("restart", "stopped").isOneLine(1, "CONN_001", "127.0.0.1");
		assertThat(scene.drover("status", "stopped").out()).contains("FAILED");
		server.startAgain();
		Answer again = scene.drover("restart", "stopped");
		assertThat(again.status()).as(again.toString()).isZero();
		scene.isWhole(target, "stopped");
	}

	@Test
	void theTargetsServer() throws Exception {
		try (OwnPostgres server = OwnPostgres.start()) {
			Scene scene = Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), ROWS);
			Path plan = scene.plan("stopped", place(server));
			runAndStop(scene, plan, server).isOneLine(1, "CONN_004", "drover restart stopped");
			goesOn(scene, server, place(server));
		}
	}

	@Test
	void theSourcesServer() throws Exception {
		try (OwnPostgres server = OwnPostgres.start()) {
			Scene scene = Scene.in(this.directory, place(server), ROWS);
			Place target = Place.h2(this.directory.resolve("target"));
			Path plan = scene.plan("stopped", place(server), target, "");
			runAndStop(scene, plan, server).isOneLine(1, "CONN_004", "drover restart stopped");
			goesOn(scene, server, target);
		}
	}

	@Test
	void theControlDatabasesServer() throws Exception {
		try (OwnPostgres server = OwnPostgres.start()) {
			Scene scene = Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), 12_000);
			Place target = Place.postgresql();
			Path plan = scene.plan("stopped", target);
			Map<String, String> environment = Map.of("DROVER_CONTROL_URL", server.url(), "DROVER_CONTROL_USER",
					server.user(), "DROVER_CONTROL_PASSWORD", "");
			Process process = Child.start(this.directory, environment, List.of("-Ddrover.test.slow=400"), "run",
					plan.toString(), "--data-dir", this.directory.resolve("data").toString());
			await().atMost(Duration.ofMinutes(1))
				.ignoreExceptions()
				.until(() -> !process.isAlive() || target.number("SELECT count(*) FROM child") > 0);
			assertThat(process.isAlive()).as(() -> said()).isTrue();
			server.stopAtOnce();
			long gone = System.nanoTime();
			assertThat(process.waitFor()).as(() -> said()).isEqualTo(1);
			assertThat(Duration.ofNanos(System.nanoTime() - gone)).isLessThan(Duration.ofSeconds(20));
			assertThat(said()).contains("CONN_006 the control database was lost", "drover restart stopped",
					"stack trace in ");
			assertThat(target.number("SELECT sum(rows) FROM drover.checkpoint")).as("nothing was dropped").isPositive();
			server.startAgain();
			String other = this.directory.resolve("other").toString();
			assertThat(Answer.of(environment, "status", "stopped", "--data-dir", other).out())
				.contains("FAILED, step copy", "is gone");
			Answer again = scene.drover(environment, "restart", "stopped");
			assertThat(again.status()).as(again.toString()).isZero();
			scene.isWhole(target, "stopped");
		}
	}

	@ParameterizedTest
	@CsvSource({ "scram-sha-256", "md5" })
	void aWrongPasswordIsRefusedAndTheRightOneGoesOn(String method) throws Exception {
		try (OwnPostgres server = OwnPostgres.start()) {
			server.createUser("mover", "right", method);
			Place target = place(server);
			Scene scene = Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), 100);
			Map<String, List<String>> before = target.dump();
			Path wrong = scene.plan("password", target.as("mover", "wr0ng"));
			Answer refused = scene.drover("run", wrong.toString());
			refused.isOneLine(2, "CONN_002", "127.0.0.1");
			assertThat(refused.err() + refused.out()).doesNotContain("wr0ng");
			assertThat(target.dump()).isEqualTo(before);
			Path right = scene.plan("password", target.as("mover", "right"));
			Answer done = scene.drover("run", right.toString());
			assertThat(done.status()).as(done.toString()).isZero();
			scene.isWhole(target, "password");
			Answer control = scene.drover(Map.of("DROVER_CONTROL_URL", server.url(), "DROVER_CONTROL_USER", "mover",
					"DROVER_CONTROL_PASSWORD", "wr0ng"), "status");
			control.isOneLine(2, "CONN_006", "DROVER_CONTROL_URL");
			assertThat(control.err()).doesNotContain("wr0ng");
		}
	}

	private String said() {
		try {
			return Files.readString(this.directory.resolve("child.log"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
