package dev.drover.app.wrong;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The API of a process that stays: who is let in, what is refused and how, and a
 * migration from the plan to the way back.
 */
class ServeIT {

	private static final JsonMapper JSON = new JsonMapper();

	private static final String SECRET = "s3cret-that-nobody-may-see";

	@TempDir
	static Path directory;

	private static Server server;

	@BeforeAll
	static void start() throws Exception {
		server = Server.start(directory, Map.of("A_SECRET", SECRET), List.of());
	}

	@AfterAll
	static void end() throws Exception {
		try (Server ending = server) {
			assertThat(ending.ends("INT")).as(ending.said()).isZero();
		}
	}

	private static JsonNode problem(HttpResponse<String> answer, int status, String code) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
		assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
		assertThat(answer.headers().firstValue("Location")).isEmpty();
		JsonNode problem = JSON.readTree(answer.body());
		assertThat(problem.get("status").asInt()).isEqualTo(status);
		assertThat(problem.get("code").asString()).isEqualTo(code);
		assertThat(problem.get("detail").asString()).isNotBlank();
		assertThat(problem.has("next")).isTrue();
		assertThat(answer.body()).doesNotContain(SECRET, "Exception", "\tat ");
		return problem;
	}

	@Test
	void onlyTheTokenOpensTheApi() throws Exception {
		Path token = directory.resolve("data/admin-token");
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token))).isEqualTo("rw-------");
		assertThat(Files.readString(token).strip()).hasSizeGreaterThan(40);
		for (String path : List.of("/api", "/api/migrations", "/api/migrations/x/report", "/api/nothing")) {
			HttpResponse<String> none = server.send(server.request(path).GET());
			problem(none, 401, "AUTH_001");
			assertThat(none.headers().firstValue("WWW-Authenticate")).contains("Bearer");
		}
		HttpResponse<String> wrong = server
			.send(server.request("/api/routes").header("Authorization", "Bearer wrong").GET());
		problem(wrong, 401, "AUTH_001");
		assertThat(wrong.headers().firstValue("WWW-Authenticate").orElse("")).startsWith("Bearer");
		problem(server.send(server.request("/api/migrations").POST(HttpRequest.BodyPublishers.ofString("{}"))), 401,
				"AUTH_001");
		assertThat(server.get("/api/routes").statusCode()).isEqualTo(200);
	}

	@Test
	void pagesOfOtherSitesAreRefused() throws Exception {
		problem(server.send(server.withToken("/api/routes").header("Origin", "https://evil.example").GET()), 403,
				"AUTH_002");
		problem(server.send(server.withToken("/api/routes").header("Origin", "null").GET()), 403, "AUTH_002");
		problem(server.send(server.withToken("/api/routes").header("Sec-Fetch-Site", "cross-site").GET()), 403,
				"AUTH_002");
		assertThat(server.send(server.withToken("/api/routes").header("Origin", server.url()).GET()).statusCode())
			.isEqualTo(200);
		assertThat(raw("GET /api/routes HTTP/1.1", "Host: evil.example")).startsWith("HTTP/1.1 403")
			.contains("AUTH_002");
		assertThat(raw("GET /actuator/health HTTP/1.1", "Host: probe.example")).startsWith("HTTP/1.1 200");
		assertThat(raw("GET /api/%zz HTTP/1.1", "Host: localhost")).startsWith("HTTP/1.1 400")
			.contains("application/problem+json", "PLAN_011")
			.doesNotContain("<html");
	}

	private static String raw(String... lines) throws IOException {
		URI url = URI.create(server.url());
		try (Socket socket = new Socket(url.getHost(), url.getPort())) {
			socket.setSoTimeout(30_000);
			List<String> all = new ArrayList<>(List.of(lines));
			all.add("Connection: close");
			socket.getOutputStream()
				.write((String.join("\r\n", all) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	@Test
	void whatIsWrongWithARequestIsSaid() throws Exception {
		problem(server.get("/api/migrations?limit=3"), 400, "PLAN_011");
		problem(server.post("/api/migrations/x/stop?force"), 400, "PLAN_011");
		problem(server.post("/api/migrations?until=never", "application/json", "{}"), 400, "PLAN_011");
		JsonNode json = problem(server.post("/api/migrations", "application/json", "{\"id\": \"x\",\n " + SECRET + "}"),
				400, "PLAN_002");
		assertThat(json.get("detail").asString()).contains("line 2");
		problem(server.post("/api/migrations", "application/json", "{\n\t\"id\": \"X\",\n\t\"traget\":\t1\n}"), 400,
				"PLAN_001");
		JsonNode plan = problem(
				server.post("/api/migrations", "application/yaml",
						"id: X\nsource: {url: \"jdbc:sqlite:a\", password: \"${env:NOT_SET}\"}\ntraget: 1\n"),
				400, "PLAN_001");
		List<Integer> lines = StreamSupport.stream(plan.get("findings").spliterator(), false)
			.map((finding) -> finding.get("line").asInt())
			.toList();
		assertThat(lines).contains(1, 2, 3).hasSizeGreaterThan(2);
		problem(server.get("/api/migrations/nobody"), 404, "PLAN_007");
		problem(server.post("/api/migrations/nobody/rollback"), 404, "PLAN_007");
		problem(server.post("/api/migrations/No..One/rollback"), 404, "PLAN_007");
		problem(server.get("/api/nothing"), 404, "PLAN_011");
		problem(server.send(server.withToken("/api/routes").DELETE()), 405, "PLAN_011");
		problem(server.post("/api/migrations", "text/plain", "id: x"), 415, "PLAN_011");
		problem(server.post("/api/migrations", "application/yaml", "#".repeat(1024 * 1024 + 1)), 413, "PLAN_002");
	}

	@Test
	void healthIsForAllAndNothingElseIsThere() throws Exception {
		for (String path : List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness")) {
			HttpResponse<String> answer = server.send(server.request(path).GET());
			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
			assertThat(JSON.readTree(answer.body()).get("status").asString()).isEqualTo("UP");
		}
		for (String path : List.of("/actuator", "/actuator/env", "/actuator/beans", "/actuator/shutdown", "/", "/login",
				"/logout", "/error")) {
			problem(server.send(server.request(path).GET()), 404, "PLAN_011");
		}
	}

	/** The other side follows while only this process runs. */
	@Test
	void aMigrationGoesFromThePlanToTheWayBack() throws Exception {
		Followed followed = Followed.in(directory, 300, "cutover: {gate: auto}\n");
		HttpResponse<String> accepted = server.run(followed.plan(), "");
		assertThat(accepted.headers().firstValue("Location")).contains("/api/migrations/followed");
		assertThat(JSON.readTree(accepted.body()).get("id").asString()).isEqualTo("followed");
		server.awaits("followed", "COMPLETED");
		followed.isEqual();
		waitsFor("is kept equal to its owner meanwhile");

		problem(server.post("/api/migrations", "application/yaml", Files.readString(followed.plan())), 409, "PLAN_004");
		problem(server.post("/api/migrations/followed/resume"), 409, "PLAN_004");
		problem(server.post("/api/migrations/followed/pause"), 409, "PLAN_009");
		problem(server.post("/api/migrations/followed/cutover"), 409, "PLAN_009");
		assertThat(JSON.readTree(server.get("/api/migrations/followed/report").body()).get("state").asString())
			.isEqualTo("COMPLETED");
		assertThat(server.get("/api/routes").body())
			.isEqualTo(followed.scene().drover("routes", "--json").out().strip());

		Followed.execute(followed.target(), "UPDATE child SET amount = -1 WHERE id <= 20",
				"DELETE FROM child WHERE id > 290");
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.ignoreExceptions()
			.until(() -> followed.scene().source().number("SELECT count(*) FROM child WHERE amount = -1") == 20
					&& followed.scene().source().number("SELECT count(*) FROM child") == 290);

		followed.does("rollback");
		JsonNode status = followed.status();
		assertThat(status.get("state").asString()).isEqualTo("ROLLED_BACK");
		assertThat(JSON.readTree(server.get("/api/migrations/followed").body())).isEqualTo(status);
		assertThat(JSON.readTree(server.get("/api/migrations/followed/report").body())).isEqualTo(followed.report());
		assertThat(JSON.readTree(server.get("/api/migrations").body()).get(0).get("id").asString())
			.isEqualTo("followed");
		List<String> actors = StreamSupport.stream(followed.report().get("audit").spliterator(), false)
			.filter((entry) -> entry.get("action").asString().equals("run"))
			.map((entry) -> entry.get("actor").asString())
			.toList();
		assertThat(actors).hasSize(1).allMatch((actor) -> actor.matches("api@127\\.0\\.0\\.1, .+@.+ pid [0-9]+"));

		followed.change(1, 30);
		HttpResponse<String> again = server.post("/api/migrations/followed/cutover");
		assertThat(again.statusCode()).as(again.body()).isIn(200, 202);
		server.awaits("followed", "COMPLETED");
		HttpResponse<String> last = server.post("/api/migrations/followed/finalize");
		assertThat(last.statusCode()).as(last.body()).isIn(200, 202);
		server.awaits("followed", "FINALIZED");
		followed.isEqual();
		assertThat(followed.scene().source().dump().get("schema").toString()).doesNotContain("drover_");
		problem(server.post("/api/migrations/followed/restart"), 409, "PLAN_005");
	}

	private static void waitsFor(String text) {
		Awaitility.await()
			.atMost(Duration.ofMinutes(1))
			.until(() -> server.status("followed").get("waits_for").asString(), (seen) -> seen.contains(text));
	}

}
