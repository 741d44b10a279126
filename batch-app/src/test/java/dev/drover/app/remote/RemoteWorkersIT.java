package dev.drover.app.remote;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Worker processes come and go while a manager gives partitions out: the run ends well
 * without an operator.
 */
class RemoteWorkersIT {

	private static final int ROWS = 250_000;

	@TempDir
	Path directory;

	private Crew crew;

	@BeforeEach
	void prepare() throws Exception {
		this.crew = new Crew(this.directory, Place.postgresql(), Place.postgresql(), Place.postgresql());
		this.crew.prepare("far", ROWS, "copy: {chunk_rows: 5000}\ncutover: {gate: never}\n");
	}

	@AfterEach
	void end() {
		this.crew.close();
	}

	@Test
	void aWorkerThatDrainsAndOneThatIsKilledLeaveTheirPartitionsToOthers() throws Exception {
		Process manager = this.crew.manager("manager", "run", this.crew.plan().toString(), "--workers", "remote",
				"--status-interval", "500ms");
		this.crew.until(() -> this.crew.said("manager").contains("no worker process is there"));
		Process killed = this.crew.worker("killed", 200, "--concurrency", "1");
		Process drained = this.crew.worker("drained", 200, "--concurrency", "1");
		this.crew.untilBegun("killed");
		this.crew.untilBegun("drained");
		assertThat(this.crew.end(this.crew.manager("status", "status", "far"))).isZero();
		assertThat(this.crew.said("status")).contains(killed.pid() + " on ")
			.contains(drained.pid() + " on ")
			.containsPattern("working +p000\\d");
		killed.destroyForcibly().waitFor();
		Crew.signal(drained, "TERM");
		assertThat(drained.waitFor(10, TimeUnit.SECONDS)).as("drained within ten seconds").isTrue();
		assertThat(drained.exitValue()).as(this.crew.said("drained")).isZero();
		assertThat(this.crew.said("drained")).contains("given back");
		int port = freePort();
		Process last = this.crew.worker("last", 0, "--health-port", String.valueOf(port));
		assertThat(this.crew.end(manager)).as(this.crew.said("manager")).isZero();
		assertThat(this.crew.said("manager")).contains("is given to another one");
		this.crew.isWhole("far", ROWS);
		assertThat(answer(port, "/ready")).isEqualTo("ready\n");
		assertThat(answer(port, "/metrics")).contains("drover_worker_partitions 0");
		Crew.signal(last, "TERM");
		assertThat(last.waitFor(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS)).isTrue();
		assertThat(last.exitValue()).isZero();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private static String answer(int port, String path) throws IOException, InterruptedException {
		return HttpClient.newHttpClient()
			.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
					HttpResponse.BodyHandlers.ofString())
			.body();
	}

}
