package dev.drover.app.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.drover.app.child.InstalledDrover;
import dev.drover.app.wrong.Place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * One migration, its manager and its workers, each a process of its own.
 */
final class Crew implements AutoCloseable {

	private static final String SUM = "SELECT concat(count(*), ' ', count(DISTINCT id), ' ', sum(id), ' ', sum(amount))"
			+ " FROM orders";

	private static final int MILLION = 1_000_000;

	private final Path directory;

	private final Place control;

	private final Place source;

	private final Place target;

	private final Map<String, String> environment;

	private final List<Process> started = new ArrayList<>();

	Crew(Path directory, Place control, Place source, Place target) {
		this(directory, control, source, target, Map.of("DROVER_CONTROL_URL", control.url(), "DROVER_CONTROL_USER",
				control.user(), "DROVER_CONTROL_PASSWORD", control.password(), "TARGET_PASSWORD", target.password()));
	}

	private Crew(Path directory, Place control, Place source, Place target, Map<String, String> environment) {
		this.directory = directory;
		this.control = control;
		this.source = source;
		this.target = target;
		this.environment = environment;
	}

	/** The same with another control database or broker. */
	Crew with(Map<String, String> more) {
		Map<String, String> all = new HashMap<>(this.environment);
		all.putAll(more);
		return new Crew(this.directory, this.control, this.source, this.target, all);
	}

	/** The same without a variable of the environment. */
	Crew without(String name) {
		Map<String, String> fewer = new HashMap<>(this.environment);
		fewer.remove(name);
		return new Crew(this.directory, this.control, this.source, this.target, fewer);
	}

	Place control() {
		return this.control;
	}

	Place target() {
		return this.target;
	}

	/** Fills the source and writes the plan. */
	void prepare(String id, int rows, String rest) throws SQLException, IOException {
		this.source.execute("CREATE TABLE orders (id INTEGER PRIMARY KEY, amount INTEGER NOT NULL, note VARCHAR(40))");
		for (int from = 0; from < rows; from += MILLION) {
			this.source.execute(fill(from, Math.min(from + MILLION, rows)));
		}
		Files.writeString(plan(), "id: " + id + "\nsource: " + this.source.yaml() + "\ntarget: "
				+ this.target.as(this.target.user(), "${env:TARGET_PASSWORD}").yaml() + "\n" + rest);
	}

	private String fill(int from, int to) {
		String numbers = this.source.url().startsWith("jdbc:postgresql:")
				? "generate_series(" + (from + 1) + ", " + to + ") i"
				: "(SELECT " + from + " + a.n + 1000 * b.n + 1 AS i FROM (WITH RECURSIVE s AS (SELECT 0 AS n UNION ALL"
						+ " SELECT n + 1 FROM s WHERE n < 999) SELECT n FROM s) a, (WITH RECURSIVE s AS (SELECT 0 AS n"
						+ " UNION ALL SELECT n + 1 FROM s WHERE n < 999) SELECT n FROM s) b) x WHERE i <= " + to;
		return "INSERT INTO orders SELECT i, i * 7 % 1000, concat('note ', i) FROM " + numbers;
	}

	Path plan() {
		return this.directory.resolve("plan.yaml");
	}

	/**
	 * Starts a worker.
	 * @param slow milliseconds that it waits after each chunk
	 */
	Process worker(String name, int slow, String... words) {
		return worker(name, List.of("-Ddrover.test.slow=" + slow), words);
	}

	/** Starts a worker with options of its JVM. */
	Process worker(String name, List<String> options, String... words) {
		List<String> all = new ArrayList<>(List.of("worker"));
		all.addAll(List.of(words));
		return start(name, options, all);
	}

	Process manager(String name, String... words) {
		return start(name, List.of(), List.of(words));
	}

	/** One on what it takes for another host. */
	Process managerElsewhere(String name, String... words) {
		return start(name, List.of("unshare", "--user", "--map-root-user", "--uts", "sh", "-c",
				"hostname elsewhere && exec \"$@\"", "sh"), List.of(), List.of(words));
	}

	private Process start(String name, List<String> options, List<String> words) {
		return start(name, List.of(), options, words);
	}

	private Process start(String name, List<String> before, List<String> options, List<String> words) {
		List<String> all = new ArrayList<>(words);
		all.addAll(List.of("--data-dir", this.directory.resolve("data").toString()));
		List<String> command = new ArrayList<>(before);
		command.addAll(InstalledDrover.command(options, all.toArray(String[]::new)));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile()));
		builder.environment().putAll(this.environment);
		try {
			Process process = builder.start();
			this.started.add(process);
			return process;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Path log(String name) {
		return this.directory.resolve(name + ".log");
	}

	/** What a process has said so far. */
	String said(String name) {
		try {
			return Files.exists(log(name)) ? Files.readString(log(name)) : "";
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void until(Callable<Boolean> condition) {
		await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(50)).until(condition);
	}

	/** Waits until a worker has a partition in hand. */
	void untilBegun(String worker) {
		until(() -> said(worker).contains(": begun"));
	}

	int end(Process process) throws InterruptedException {
		assertThat(process.waitFor(3, TimeUnit.MINUTES)).as("an end within three minutes; %s", lastWords()).isTrue();
		return process.exitValue();
	}

	/** What all processes have said last, and how the claims stand. */
	String lastWords() {
		StringBuilder words = new StringBuilder("at " + Instant.now());
		try (Stream<Path> logs = Files.list(this.directory)) {
			for (Path log : logs.filter((file) -> file.toString().endsWith(".log")).sorted().toList()) {
				List<String> lines = Files.readAllLines(log);
				words.append("\n--- ").append(log.getFileName());
				lines.subList(Math.max(0, lines.size() - 30), lines.size())
					.forEach((line) -> words.append('\n').append(line));
			}
			words.append("\n--- claims\n").append(this.control.rows("SELECT * FROM drover_claim"));
			words.append("\n--- workers\n").append(this.control.rows("SELECT * FROM drover_worker"));
		}
		catch (IOException | SQLException ex) {
			words.append("\nno more is known: ").append(ex);
		}
		return words.toString();
	}

	static void signal(Process process, String name) throws IOException, InterruptedException {
		assertThat(new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor()).isZero();
	}

	JsonNode report(String id) throws IOException {
		return new JsonMapper().readTree(Files.readString(this.directory.resolve("data/reports/" + id + ".json")));
	}

	/**
	 * Every row once, said by both databases; and by the target's checkpoints no chunk
	 * was committed twice.
	 */
	void isWhole(String id, long rows) throws Exception {
		assertThat(this.target.text(SUM)).isEqualTo(this.source.text(SUM)).startsWith(rows + " " + rows + " ");
		JsonNode report = report(id);
		assertThat(report.get("state").asString()).isEqualTo("COMPLETED");
		assertThat(report.get("totals").get("rows_copied").asLong()).isEqualTo(rows);
		assertThat(report.get("totals").get("rows_verified").asLong()).isEqualTo(rows);
		assertThat(this.control.number("SELECT count(*) FROM drover_claim WHERE state = 'TAKEN'")).isZero();
	}

	@Override
	public void close() {
		this.started.forEach(Process::destroyForcibly);
	}

}
