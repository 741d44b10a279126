package dev.drover.app.wrong;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.drover.app.child.InstalledDrover;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@code drover serve} as a process of its own.
 */
public final class Server implements AutoCloseable {

	private static final Pattern READY = Pattern.compile("drover serve: (http://[^ ]+)/api, token in (.+)");

	private static final JsonMapper JSON = new JsonMapper();

	private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

	private final Process process;

	private final Path log;

	private final String url;

	private final String token;

	private Server(Process process, Path log, String url, String token) {
		this.process = process;
		this.log = log;
		this.url = url;
		this.token = token;
	}

	/** Starts it on a free port, and waits until it is ready. */
	public static Server start(Path directory, Map<String, String> environment, List<String> options, String... words)
			throws IOException {
		List<String> all = new ArrayList<>(List.of("serve", "--port", "0", "--data-dir", data(directory)));
		all.addAll(List.of(words));
		Path log = Files.createTempFile(directory, "serve", ".log");
		List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
		command.addAll(InstalledDrover.command(options, all.toArray(String[]::new)));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
		builder.environment().putAll(environment);
		Process process = builder.start();
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.until(() -> !process.isAlive() || READY.matcher(Files.readString(log)).find());
		Matcher ready = READY.matcher(Files.readString(log));
		assertThat(ready.find()).as(Files.readString(log)).isTrue();
		return new Server(process, log, ready.group(1), Files.readString(Path.of(ready.group(2))).strip());
	}

	private static String data(Path directory) {
		return directory.resolve("data").toString();
	}

	public Process process() {
		return this.process;
	}

	public String url() {
		return this.url;
	}

	/** What it has said. */
	public String said() throws IOException {
		return Files.readString(this.log);
	}

	/** A request that nothing was added to. */
	HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.url + path)).timeout(Duration.ofMinutes(2));
	}

	HttpRequest.Builder withToken(String path) {
		return request(path).header("Authorization", "Bearer " + this.token);
	}

	HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	public HttpResponse<String> get(String path) throws Exception {
		return send(withToken(path).GET());
	}

	/** A command, without a body. */
	public HttpResponse<String> post(String path) throws Exception {
		return send(withToken(path).POST(HttpRequest.BodyPublishers.noBody()));
	}

	public HttpResponse<String> post(String path, String type, String body) throws Exception {
		return send(withToken(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	/** Gives it a plan's file. */
	public HttpResponse<String> run(Path plan, String query) throws Exception {
		HttpResponse<String> answer = post("/api/migrations" + query, "application/yaml", Files.readString(plan));
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
		return answer;
	}

	public JsonNode status(String id) throws Exception {
		HttpResponse<String> answer = get("/api/migrations/" + id);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		return JSON.readTree(answer.body());
	}

	/** Waits until a migration is in a state. */
	public void awaits(String id, String state) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.pollInterval(Duration.ofMillis(200))
			.until(() -> status(id).get("state").asString(), state::equals);
	}

	/** Waits until it says that a migration has ended, whose report is written then. */
	void saysEnded(String id, String state) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(2))
			.pollInterval(Duration.ofMillis(200))
			.until(() -> said().contains(id + " ended " + state));
	}

	/** Sends a signal, and gives the exit code. */
	int ends(String signal) throws IOException, InterruptedException {
		assertThat(new ProcessBuilder("kill", "-" + signal, String.valueOf(this.process.pid())).start().waitFor())
			.isZero();
		assertThat(this.process.waitFor(1, TimeUnit.MINUTES)).as("it ends").isTrue();
		return this.process.exitValue();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
