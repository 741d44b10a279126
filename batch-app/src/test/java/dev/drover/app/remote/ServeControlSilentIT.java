package dev.drover.app.remote;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Place;
import dev.drover.app.wrong.Server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The control database of a process that stays is silent: its health says so at once.
 */
@Tag("proof")
class ServeControlSilentIT {

	@TempDir
	Path directory;

	private final HttpClient client = HttpClient.newHttpClient();

	private HttpResponse<String> health(Server server, String group) throws Exception {
		// twice what is promised: the machine of a test may be busy
		return this.client.send(HttpRequest.newBuilder(URI.create(server.url() + "/actuator/health" + group))
			.timeout(Duration.ofSeconds(4))
			.GET()
			.build(), HttpResponse.BodyHandlers.ofString());
	}

	@Test
	void readinessIsDownAndHealthNeverHangs() throws Exception {
		Place control = Place.postgresql();
		try (SilentLine line = new SilentLine(control.url(), this.directory.resolve("line.log"));
				Server server = Server.start(this.directory, Map.of("DROVER_CONTROL_URL", line.url(control.url()),
						"DROVER_CONTROL_USER", control.user(), "DROVER_CONTROL_PASSWORD", control.password()),
						List.of())) {
			assertThat(health(server, "/readiness").statusCode()).isEqualTo(200);
			line.beSilent();
			await().atMost(Duration.ofSeconds(30)).until(() -> health(server, "/readiness").statusCode() == 503);
			for (int i = 0; i < 20; i++) {
				assertThat(health(server, "").statusCode()).isEqualTo(503);
				assertThat(health(server, "/liveness").statusCode()).isEqualTo(200);
			}
			HttpResponse<String> refused = server.post("/api/migrations/x/restart");
			assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
			assertThat(refused.body()).contains("CONN_006");
			line.speakAgain();
			await().atMost(Duration.ofMinutes(1)).until(() -> health(server, "/readiness").statusCode() == 200);
		}
	}

}
