package dev.drover.app.wrong;

import java.net.ConnectException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A process that stays ends in the middle of its work, in good order or not, and another
 * one starts.
 */
class ServeEndsIT {

	private static final List<String> SLOWLY = List.of("-Ddrover.test.slow=300");

	@TempDir
	Path directory;

	private Scene scene;

	private Place target;

	private Path prepare(String id) throws Exception {
		this.scene = Scene.in(this.directory, Place.sqlite(this.directory.resolve("source.sqlite")), 3_000);
		this.target = Place.postgresql();
		return this.scene.plan(id, this.target);
	}

	private void awaitRows() {
		Awaitility.await().atMost(Duration.ofMinutes(2)).ignoreExceptions().until(() -> copied() > 0);
	}

	private long copied() throws SQLException {
		return this.target.number("SELECT (SELECT count(*) FROM parent) + (SELECT count(*) FROM child)");
	}

	@Test
	void sigtermStopsWhatRunsAndClosesThePort() throws Exception {
		Path plan = prepare("stopped");
		try (Server server = Server.start(this.directory, Map.of(), SLOWLY)) {
			server.run(plan, "");
			awaitRows();
			assertThat(server.ends("TERM")).as(server.said()).isZero();
			assertThatThrownBy(() -> server.get("/api/routes")).isInstanceOf(ConnectException.class);
		}
		assertThat(this.scene.drover("status", "stopped").out()).contains("STOPPED");
		assertThat(copied()).isLessThan(6_000);
		Answer again = this.scene.drover("restart", "stopped");
		assertThat(again.status()).as(again.toString()).isZero();
		this.scene.isWhole(this.target, "stopped");
	}

	@Test
	void afterAKillTheNextOneGoesOn() throws Exception {
		Path plan = prepare("killed");
		Path waiting = this.scene.plan("waiting", Place.sqlite(this.directory.resolve("waiting.sqlite")));
		try (Server server = Server.start(this.directory, Map.of(), SLOWLY, "--migrations", "1")) {
			server.run(plan, "");
			server.run(waiting, "?until=copied");
			assertThat(server.status("waiting").get("state").asString()).isEqualTo("PENDING");
			assertThat(server.status("waiting").get("waits_for").asString()).contains("its turn");
			server.run(this.scene.plan("withdrawn", Place.sqlite(this.directory.resolve("withdrawn.sqlite"))), "");
			assertThat(server.post("/api/migrations/withdrawn/stop").statusCode()).isEqualTo(200);
			assertThat(server.post("/api/migrations/waiting/restart").statusCode()).isEqualTo(409);
			awaitRows();
			server.process().destroyForcibly().waitFor();
		}
		assertThat(copied()).isLessThan(6_000);
		try (Server server = Server.start(this.directory, Map.of(), List.of(), "--migrations", "1")) {
			server.saysEnded("killed", "COMPLETED");
			this.scene.isWhole(this.target, "killed");
			assertThat(server.said()).contains("killed is gone on with").contains("waiting waits for its turn again");
			server.awaits("waiting", "STOPPED");
			assertThat(server.status("withdrawn").get("state").asString()).isEqualTo("PENDING");
			assertThat(server.status("withdrawn").get("waits_for").isNull()).isTrue();
		}
	}

}
