package dev.drover.cutover;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.plan.Hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class HookCallTests {

	private static final HookEvent EVENT = new HookEvent("before_cutover", "orders", "old", "db2:5432/new", 7);

	@TempDir
	Path directory;

	private static HookAnswer shell(String line) {
		return command(Duration.ofSeconds(30), "sh", "-c", line);
	}

	private static HookAnswer command(Duration timeout, String... words) {
		return HookCall.of(new Hook(List.of(words), null, timeout), "", EVENT);
	}

	private static HookAnswer post(String url, Duration timeout) {
		return HookCall.of(new Hook(List.of(), url, timeout), url, EVENT);
	}

	@Test
	void aCommandIsToldWhatHappensAndItsOutputIsKept() {
		HookAnswer answer = shell("echo $DROVER_HOOK $DROVER_HOOK_ID $DROVER_HOOK_FROM; "
				+ "echo $DROVER_HOOK_TO $DROVER_HOOK_EPOCH >&2; cat");
		assertThat(answer)
			.isEqualTo(new HookAnswer(true, "exit status 0", "before_cutover orders old\ndb2:5432/new 7\n"));
	}

	@Test
	void wordsAreNotReadByAShell() {
		assertThat(command(Duration.ofSeconds(30), "echo", "$HOME; *").output()).isEqualTo("$HOME; *\n");
	}

	@Test
	void aCommandThatFailsSaysWhy() {
		assertThat(shell("echo not now; exit 3")).extracting(HookAnswer::well, HookAnswer::display)
			.containsExactly(false, "exit status 3: not now");
		assertThat(command(Duration.ofSeconds(30), this.directory.resolve("none").toString()))
			.extracting(HookAnswer::well, HookAnswer::ending)
			.containsExactly(false, "it can't be started");
	}

	@Test
	void ofALongOutputTheBeginningIsKeptAndTheCommandGoesOn() {
		HookAnswer answer = shell("i=0; while [ $i -lt 20000 ]; do echo 0123456789; i=$((i+1)); done");
		assertThat(answer.well()).isTrue();
		assertThat(answer.output()).hasSize(HookCall.KEPT_BYTES).startsWith("0123456789\n0123456789\n");
	}

	@Test
	void whatTakesTooLongIsEndedWithAllThatItStarted() throws IOException {
		Path pid = this.directory.resolve("pid");
		HookAnswer answer = command(Duration.ofSeconds(1), "sh", "-c",
				"sleep 600 & echo $! > " + pid + "; echo waiting; wait");
		assertThat(answer).isEqualTo(new HookAnswer(false, "no end within 1.0 s", "waiting\n"));
		long started = Long.parseLong(Files.readString(pid).strip());
		await().atMost(Duration.ofSeconds(20))
			.until(() -> ProcessHandle.of(started).filter(ProcessHandle::isAlive).isEmpty());
	}

	@Test
	void whatTakesTooLongDoesNotGoOnWithItsNextCommand() {
		Path moved = this.directory.resolve("moved");
		for (int i = 0; i < 100; i++) {
			command(Duration.ofMillis(30), "sh", "-c", "sleep 600; touch " + moved);
		}
		assertThat(moved).doesNotExist();
	}

	@Test
	void aProcessThatIsLeftBehindIsNotWaitedFor() {
		long begun = System.nanoTime();
		assertThat(shell("sleep 20 & echo left")).isEqualTo(new HookAnswer(true, "exit status 0", "left\n"));
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
	}

	@Test
	void aUrlIsPostedWhatHappens() throws IOException {
		AtomicReference<String> told = new AtomicReference<>();
		HttpServer server = server(200, "welcome", told, new CountDownLatch(0));
		try {
			assertThat(post(url(server), Duration.ofSeconds(30)))
				.isEqualTo(new HookAnswer(true, "HTTP status 200", "welcome"));
			assertThat(told.get()).isEqualTo("POST application/json {\"hook\":\"before_cutover\",\"id\":\"orders\","
					+ "\"from\":\"old\",\"to\":\"db2:5432/new\",\"epoch\":7}");
		}
		finally {
			server.stop(0);
		}
	}

	@Test
	void anAnswerThatIsNoSuccessIsNone() throws IOException {
		for (int status : new int[] { 302, 404, 500 }) {
			HttpServer server = server(status, "go away", new AtomicReference<>(), new CountDownLatch(0));
			try {
				assertThat(post(url(server), Duration.ofSeconds(30)))
					.isEqualTo(new HookAnswer(false, "HTTP status " + status, "go away"));
			}
			finally {
				server.stop(0);
			}
		}
	}

	@Test
	void aUrlThatDoesNotAnswerInTimeFails() throws IOException {
		CountDownLatch never = new CountDownLatch(1);
		HttpServer server = server(200, "late", new AtomicReference<>(), never);
		try {
			assertThat(post(url(server), Duration.ofMillis(500)))
				.isEqualTo(new HookAnswer(false, "no end within 0.5 s", ""));
		}
		finally {
			never.countDown();
			server.stop(0);
		}
	}

	@Test
	void anAddressWhereNobodyIsFailsAndIsNotNamed() throws IOException {
		int port;
		try (ServerSocket socket = new ServerSocket(0)) {
			port = socket.getLocalPort();
		}
		HookAnswer answer = post("http://user:secret@localhost:" + port + "/?token=secret", Duration.ofSeconds(30));
		assertThat(answer.well()).isFalse();
		assertThat(answer.display()).doesNotContain("secret");
		assertThat(post("http://not a url/secret", Duration.ofSeconds(30)).display()).doesNotContain("secret");
	}

	private static String url(HttpServer server) {
		return "http://localhost:" + server.getAddress().getPort() + "/switch";
	}

	private static HttpServer server(int status, String answer, AtomicReference<String> told, CountDownLatch wait)
			throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", (exchange) -> {
			told.set(exchange.getRequestMethod() + " " + exchange.getRequestHeaders().getFirst("Content-Type") + " "
					+ new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
			try {
				wait.await(30, TimeUnit.SECONDS);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			byte[] body = answer.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(status, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		server.start();
		return server;
	}

}
