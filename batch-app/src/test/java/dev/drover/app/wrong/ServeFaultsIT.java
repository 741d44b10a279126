package dev.drover.app.wrong;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.child.InstalledDrover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What was given to a process that stays is done, though it or its control database ends
 * in between; and nobody is kept out by what it could not end.
 */
@Tag("proof")
class ServeFaultsIT {

	private static final String ID = Followed.ID;

	@TempDir
	Path directory;

	private static ConditionFactory patiently() {
		return Awaitility.await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(200));
	}

	private static void says(Server server, String text) {
		patiently().until(server::said, (said) -> said.contains(text));
	}

	private static Map<String, String> environment(Place control, String url) {
		return Map.of("DROVER_CONTROL_URL", url, "DROVER_CONTROL_USER", control.user(), "DROVER_CONTROL_PASSWORD",
				control.password());
	}

	/** Killed when its turn had come, before anybody could see that. */
	@Test
	void aRestartThatWasAcceptedIsDone() throws Exception {
		Scene scene = Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), 300);
		Place target = Place.sqlite(this.directory.resolve("target.sqlite"));
		Path plan = scene.plan("accepted", target);
		assertThat(scene.drover("run", plan.toString(), "--until", "copied").status()).isEqualTo(4);
		try (Server server = Server.start(this.directory, Map.of(), List.of("-Ddrover.test.halt-at=attempt.allowed"))) {
			HttpResponse<String> refused = server.post("/api/migrations/accepted/restart?workers=remote");
			assertThat(refused.statusCode()).as("nobody could do that").isEqualTo(503);
			assertThat(refused.body()).contains("CONN_006", "none is named");
			try {
				HttpResponse<String> answer = server.post("/api/migrations/accepted/restart");
				assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
			}
			catch (IOException ex) {
				// it was killed before it could answer: it had been accepted all the same
			}
			assertThat(server.process().waitFor()).isEqualTo(TestFaults.HALTED);
		}
		try (Server server = Server.start(this.directory, Map.of(), List.of())) {
			server.saysEnded("accepted", "COMPLETED");
			scene.isWhole(target, "accepted");
			// once: who was stopped since is left alone
			assertThat(server.ends("TERM")).isZero();
		}
		try (Server server = Server.start(this.directory, Map.of(), List.of())) {
			assertThat(server.get("/api/routes").statusCode()).isEqualTo(200);
			assertThat(server.said()).doesNotContain("accepted");
		}
	}

	@Test
	void whatWaitsForItsTurnOutlivesALostControlDatabaseAndAWrongOne() throws Exception {
		Place control = Place.postgresql();
		Scene scene = Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), 3_000);
		Place target = Place.postgresql();
		Path first = scene.plan("first", target);
		Path second = scene.plan("second", Place.sqlite(this.directory.resolve("second.sqlite")));
		Path third = scene.plan("third", Place.sqlite(this.directory.resolve("third.sqlite")));
		try (CutProxy line = new CutProxy(control.url(), CutProxy.Where.NEVER, 0, true)) {
			Map<String, String> environment = environment(control, line.url(control.url()));
			try (Server server = Server.start(this.directory, environment, List.of("-Ddrover.test.slow=300"),
					"--migrations", "1")) {
				server.run(first, "");
				server.run(second, "");
				server.run(third, "");
				patiently().ignoreExceptions().until(() -> target.number("SELECT count(*) FROM parent") > 0);
				line.down();
				// as long as that an attempt ends, and the turn of the next one comes
				says(server, "first CONN_006");
				says(server, "second CONN_006");
				server.process().destroyForcibly().waitFor();
			}
			try (Server wrong = Server.start(this.directory, Map.of(), List.of())) {
				says(wrong, "third was given to this data directory's process, and is not in this control database");
				assertThat(wrong.ends("TERM")).isZero();
			}
			assertThat(away(environment)).isEqualTo(1);
			line.heal();
			try (Server server = Server.start(this.directory, environment, List.of(), "--migrations", "1")) {
				server.saysEnded("first", "COMPLETED");
				server.saysEnded("second", "COMPLETED");
				server.saysEnded("third", "COMPLETED");
				scene.isWhole(target, "first");
			}
		}
	}

	/** How a start ends while the control database is away. */
	private int away(Map<String, String> environment) throws IOException, InterruptedException {
		ProcessBuilder builder = new ProcessBuilder(InstalledDrover.command(List.of(), "serve", "--port", "0",
				"--data-dir", this.directory.resolve("data").toString()))
			.redirectErrorStream(true)
			.redirectOutput(this.directory.resolve("away.log").toFile());
		builder.environment().putAll(environment);
		int status = builder.start().waitFor();
		assertThat(Files.readString(this.directory.resolve("away.log"))).contains("CONN_006");
		return status;
	}

	/**
	 * What an attempt could not say when it ended, since the control database was away,
	 * is said later: until then the process that lives would keep all others out.
	 */
	@Test
	void aMigrationIsGivenBackOnceTheControlDatabaseIsBack() throws Exception {
		Place control = Place.postgresql();
		Followed followed = Followed.in(this.directory, 300, "cutover: {gate: auto}\n");
		try (CutProxy line = new CutProxy(control.url(), CutProxy.Where.NEVER, 0, true);
				Server server = Server.start(this.directory, environment(control, line.url(control.url())),
						List.of("-Ddrover.test.stop-at=close.entered"))) {
			server.run(followed.plan(), "");
			server.awaits(ID, "COMPLETED");
			says(server, "is kept equal to");
			Thread asking = new Thread(() -> rollback(server));
			asking.start();
			patiently().until(() -> stopped(server));
			line.down();
			continued(server);
			says(server, "CONN_006");
			asking.join();
			line.heal();
			Map<String, String> direct = environment(control, control.url());
			patiently().until(() -> followed.scene().drover(direct, "rollback", ID).status() == 0);
			// asks the control database at times only, and its pool opens nothing for a
			// while
			patiently()
				.untilAsserted(() -> assertThat(server.status(ID).get("state").asString()).isEqualTo("ROLLED_BACK"));
			followed.isEqual();
		}
	}

	private static void rollback(Server server) {
		try {
			server.post("/api/migrations/" + ID + "/rollback");
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean stopped(Server server) throws IOException {
		String stat = Files.readString(Path.of("/proc/" + server.process().pid() + "/stat"));
		return stat.substring(stat.lastIndexOf(')')).startsWith(") T");
	}

	private static void continued(Server server) throws IOException, InterruptedException {
		assertThat(new ProcessBuilder("kill", "-CONT", String.valueOf(server.process().pid())).start().waitFor())
			.isZero();
	}

	@Test
	void aFinalizeThatIsKilledInTheMiddleIsDone() throws Exception {
		Followed followed = Followed.in(this.directory, 300, "cutover: {gate: auto}\n");
		assertThat(followed.run().status()).isZero();
		try (Server server = Server.start(this.directory, Map.of(), List.of("-Ddrover.test.halt-at=capture.removed"))) {
			assertThatThrownBy(() -> server.post("/api/migrations/" + ID + "/finalize"))
				.isInstanceOf(IOException.class);
			assertThat(server.process().waitFor()).isEqualTo(TestFaults.HALTED);
		}
		try (Server server = Server.start(this.directory, Map.of(), List.of())) {
			server.awaits(ID, "FINALIZED");
			followed.isEqual();
		}
	}

	/** A rollback that waits for an open transaction of an application. */
	@Test
	void aRollbackThatIsStoppedSaysSo() throws Exception {
		Place source = Place.postgresql();
		Scene scene = Scene.in(this.directory, source, 300);
		Place target = Place.postgresql();
		Followed followed = Followed.to(scene, target, "cutover: {gate: auto, timeout: 60s}\n");
		assertThat(followed.run().status()).isZero();
		try (Server server = Server.start(this.directory, Map.of(), List.of());
				Connection open = target.connect();
				Statement statement = open.createStatement()) {
			open.setAutoCommit(false);
			statement.executeUpdate("UPDATE child SET amount = 1 WHERE id = 1");
			HttpResponse<String> asked = server.post("/api/migrations/" + ID + "/rollback");
			assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
			assertThat(server.post("/api/migrations/" + ID + "/stop").statusCode()).isEqualTo(202);
			says(server, "was stopped before the rollback was done");
			open.rollback();
			HttpResponse<String> again = server.post("/api/migrations/" + ID + "/rollback");
			assertThat(again.statusCode()).as(again.body()).isIn(200, 202);
			server.awaits(ID, "ROLLED_BACK");
		}
	}

}
