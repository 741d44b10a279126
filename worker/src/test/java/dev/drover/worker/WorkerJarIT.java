package dev.drover.worker;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.drover.job.Migrations;
import dev.drover.job.RunOptions;
import dev.drover.job.Workers;
import dev.drover.ledger.ControlDatabase;
import dev.drover.plan.PlanReader;
import dev.drover.progress.ProgressListener;
import dev.drover.testserver.PostgresServer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The jar alone is a worker: {@code java -jar drover-worker.jar}.
 */
class WorkerJarIT {

	private static final String TARGET_PASSWORD = "FAR_TARGET_PASSWORD";

	@TempDir
	Path directory;

	private final PostgresServer server = PostgresServer.shared();

	private final List<Process> started = new ArrayList<>();

	@AfterEach
	void end() {
		this.started.forEach(Process::destroyForcibly);
	}

	@Test
	void itCopiesForAManagerAndDrains() throws Exception {
		String control = this.server.createDatabase();
		String source = this.server.createDatabase();
		String target = this.server.createDatabase();
		execute(source, "CREATE TABLE orders AS SELECT i AS id, 'note ' || i AS note FROM generate_series(1, 20000) i;"
				+ " ALTER TABLE orders ADD PRIMARY KEY (id)");
		int port = freePort();
		Process worker = worker(
				Map.of("DROVER_CONTROL_USER", this.server.user(), "DROVER_CONTROL_PASSWORD", this.server.password(),
						TARGET_PASSWORD, this.server.password()),
				"--control", control, "--health-port", String.valueOf(port), "--label", "rack=12");
		await().atMost(Duration.ofMinutes(1)).until(() -> said().contains("takes partitions, 2 at a time"));
		assertThat(answer(port, "/ready")).isEqualTo("ready\n");
		Map<String, String> environment = Map.of("DROVER_CONTROL_URL", control, "DROVER_CONTROL_USER",
				this.server.user(), "DROVER_CONTROL_PASSWORD", this.server.password(), TARGET_PASSWORD,
				this.server.password());
		try (ControlDatabase database = ControlDatabase.openPatiently(this.directory, environment)) {
			database.bringUpToDate();
			new Migrations(database, environment).run(new PlanReader(environment).read(plan(source, target)),
					new RunOptions(false, null, Workers.REMOTE, ProgressListener.NONE));
		}
		assertThat(number(target, "SELECT count(*) FROM orders")).isEqualTo(20_000);
		assertThat(said()).contains("copy p0001 of far: done");
		worker.destroy();
		assertThat(worker.waitFor(10, TimeUnit.SECONDS)).as("drained within ten seconds").isTrue();
		assertThat(worker.exitValue()).as(said()).isZero();
		assertThat(number(control, "SELECT count(*) FROM drover_worker")).as("workers that are left").isZero();
	}

	@Test
	void itAnswersAsDroverWorkerDoes() throws Exception {
		assertThat(worker(Map.of(), "--help").waitFor()).as(said()).isZero();
		assertThat(said()).contains("Usage: drover-worker [", "--concurrency=N", "--health-port=PORT",
				"  drover-worker --control jdbc:postgresql://control/drover", "Exit codes:");
		assertThat(worker(Map.of(), "--concurency", "4").waitFor()).isEqualTo(2);
		assertThat(said()).contains("PLAN_011 unknown option '--concurency'; did you mean '--concurrency'?;"
				+ " see `drover-worker --help`");
		assertThat(worker(Map.of()).waitFor()).isEqualTo(2);
		assertThat(said()).contains("CONN_006 workers share a control database on a server, and none is named");
	}

	private Process worker(Map<String, String> environment, String... words) throws IOException {
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString(),
				"-Xmx256m", "-XX:TieredStopAtLevel=1", "-jar", Path.of("target/drover-worker.jar").toString()));
		command.addAll(List.of(words));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
		builder.environment().putAll(environment);
		Process process = builder.start();
		this.started.add(process);
		return process;
	}

	private Path log() {
		return this.directory.resolve("worker.log");
	}

	private String said() throws IOException {
		return Files.readString(log());
	}

	private Path plan(String source, String target) throws IOException {
		String user = "\", user: \"" + this.server.user() + "\", password: \"";
		return Files.writeString(this.directory.resolve("plan.yaml"),
				"id: far\nsource: {url: \"" + source + user + this.server.password() + "\"}\ntarget: {url: \"" + target
						+ user + "${env:" + TARGET_PASSWORD + "}\"}\ndata: {type: snapshot}\ncutover: {gate: never}\n");
	}

	private void execute(String url, String sql) throws SQLException {
		try (Connection connection = connect(url); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private long number(String url, String sql) throws SQLException {
		try (Connection connection = connect(url);
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getLong(1);
		}
	}

	private Connection connect(String url) throws SQLException {
		return DriverManager.getConnection(url, this.server.user(), this.server.password());
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
