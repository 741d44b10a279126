package dev.drover.app.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.drover.app.demo.OrderDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class CommandLineIT {

	private static final List<String> STEPS = List.of("prepare", "schema-sync", "copy", "finish-schema", "catch-up",
			"verify", "cutover-prepare", "cutover", "post-verify", "cleanup");

	@TempDir
	Path directory;

	private Shell drover;

	@BeforeEach
	void source() {
		this.drover = new Shell(this.directory);
		OrderDatabase.generate(this.directory.resolve("source.sqlite"), 6_000);
	}

	private String plan(String id, String... more) throws IOException {
		Path plan = this.directory.resolve(id + ".yaml");
		Files.writeString(plan, """
				id: %s
				source: {url: "jdbc:sqlite:%s"}
				target: {url: "jdbc:sqlite:%s"}
				data: {type: snapshot}
				copy: {chunk_rows: 200}
				%s
				""".formatted(id, this.directory.resolve("source.sqlite"), this.directory.resolve(id + ".sqlite"),
				String.join("\n", more)));
		return plan.getFileName().toString();
	}

	private JsonNode json(String text) {
		return new JsonMapper().readTree(text);
	}

	/**
	 * The last moment is taken twice: for the report, and when the migration is let go.
	 */
	private static JsonNode withoutEnd(JsonNode report) {
		assertThat(report.get("ended_at").isString()).isTrue();
		return ((ObjectNode) report.deepCopy()).without("ended_at");
	}

	private JsonNode status(String id) throws IOException, InterruptedException {
		Shell.Ended status = this.drover.run("status", id, "--json");
		return json((status.status() == 0) ? status.out() : "{\"state\": \"UNKNOWN\"}");
	}

	private void assertRoute(String unit, String owner, long epoch) throws IOException, InterruptedException {
		JsonNode routes = json(this.drover.run("routes", "--json").out());
		assertThat(routes.valueStream().filter((route) -> route.get("unit").asString().equals(unit))).singleElement()
			.satisfies((route) -> {
				assertThat(route.get("owner").asString()).isEqualTo(owner);
				assertThat(route.get("epoch").asLong()).isEqualTo(epoch);
			});
		assertThat(this.drover.run("routes").out()).containsPattern(unit + " +" + owner);
	}

	/** Until the process says that it waits for the word. */
	private static void awaitReady(Shell.Running run) {
		await().atMost(Duration.ofMinutes(2)).until(() -> {
			assertThat(run.process().isAlive()).as("still runs").isTrue();
			return Files.readString(run.out()).contains("READY: ") || Files.readString(run.err()).contains("READY: ");
		});
	}

	@Test
	void aPipeGetsPlainLinesAndTheReport() throws Exception {
		Shell.Ended run = this.drover.run("run", plan("piped"), "--status-interval", "100ms", "--log-file", "log.txt");
		assertThat(run.status()).as(run.err()).isZero();
		assertThat(run.err()).isEmpty();
		assertThat(run.out()).matches("[\\n\\x20-\\x7e]*").contains("piped COMPLETED in ");
		STEPS.forEach((step) -> assertThat(run.out()).containsPattern("\\d\\d:\\d\\d:\\d\\d step " + step + "\n"));
		assertThat(run.out()).contains(" of 6,000 rows (");
		assertThat(Files.readString(this.directory.resolve("log.txt"))).contains(" step copy\n")
			.endsWith("piped ended COMPLETED, exit status 0\n");
	}

	@Test
	void theReportIsAloneOnStdoutAndTheSameEverywhere() throws Exception {
		Shell.Ended run = this.drover.run("run", plan("report"), "--json", "--id", "other");
		assertThat(run.status()).as(run.err()).isZero();
		assertThat(run.err()).contains(" step copy\n");
		JsonNode report = json(run.out());
		assertThat(report.get("id").asString()).isEqualTo("other");
		assertThat(json(Files.readString(this.directory.resolve("drover-data/reports/other.json")))).isEqualTo(report);
		JsonNode anew = json(this.drover.run("report", "other", "--json").out());
		assertThat(withoutEnd(anew)).as("made anew from the ledger").isEqualTo(withoutEnd(report));
		assertThat(report.get("steps").valueStream().map((step) -> step.get("name").asString()))
			.containsExactlyElementsOf(STEPS);
		JsonNode totals = report.get("totals");
		assertThat(totals.get("rows_source").asLong()).isEqualTo(6_000);
		assertThat(totals.get("rows_copied").asLong()).isEqualTo(6_000);
		assertThat(totals.get("rows_verified").asLong()).isEqualTo(6_000);
		assertThat(this.drover.run("report", "other").out()).contains("6,000");
		for (String step : STEPS) {
			JsonNode checkpoint = json(
					Files.readString(this.directory.resolve("drover-data/checkpoints/other/" + step + ".json")));
			assertThat(checkpoint.get("step").asString()).isEqualTo(step);
			assertThat(checkpoint.get("status").asString()).isEqualTo("COMPLETED");
		}
	}

	@Test
	void theLiveDemoFindsEveryAcknowledgedWrite() throws Exception {
		Shell.Ended demo = this.drover.run("demo", "--live", "--rows", "3000", "--json");
		assertThat(demo.status()).as(demo.err()).isZero();
		JsonNode shown = json(demo.out());
		assertThat(shown.get("acknowledged_writes").asLong()).isGreaterThan(600);
		assertThat(shown.get("writes_found")).isEqualTo(shown.get("acknowledged_writes"));
		assertThat(shown.get("switches").valueStream().map((change) -> change.get("owner").asString()))
			.containsExactly("orders-new", "orders-old", "orders-new");
		assertThat(shown.get("longest_write_ms").asLong()).isPositive();
		assertThat(shown.get("report").get("cutover").get("epoch").asLong()).isEqualTo(3);
	}

	@Test
	void aTerminalGetsBars() throws Exception {
		Shell.Ended colored = this.drover.startOnTerminal(Map.of(), "run", plan("bars")).end();
		assertThat(colored.status()).as(colored.out()).isZero();
		assertThat(colored.out()).contains("\u001B[K")
			.contains("bars  copy  ")
			.contains("orders")
			.contains("\u001B[32m");
		Shell.Ended plain = this.drover.startOnTerminal(Map.of("NO_COLOR", "1"), "run", plan("mono")).end();
		assertThat(plain.out()).contains("\u001B[K").doesNotContain("\u001B[32m");
		Shell.Ended dumb = this.drover.startOnTerminal(Map.of("TERM", "dumb"), "run", plan("dumb")).end();
		assertThat(dumb.out()).contains(" step copy").doesNotContain("\u001B");
	}

	@Test
	void anotherProcessSeesItWaitAndOpensTheGate() throws Exception {
		Shell.Running run = this.drover.start("run", plan("gated", "cutover: {gate: manual}",
				"hooks: {before_cutover: 'echo $DROVER_HOOK_FROM to $DROVER_HOOK_TO', after_cutover: 'echo no; false'}"),
				"--json");
		awaitReady(run);
		JsonNode ready = status("gated");
		assertThat(ready.get("process").get("alive").asBoolean()).isTrue();
		assertThat(ready.get("process").get("pid").asLong()).isEqualTo(run.process().pid());
		assertThat(ready.get("rows_verified").asLong()).isEqualTo(6_000);
		assertThat(ready.get("hint").asString()).contains("drover cutover gated");
		assertRoute("gated", "source.sqlite", 0);
		Shell.Ended again = this.drover.run("run", "gated.yaml");
		assertThat(again.status()).isEqualTo(2);
		assertThat(again.err()).startsWith("PLAN_004 ");
		assertThat(this.drover.run("cutover", "gated").status()).isZero();
		Shell.Ended ended = run.end();
		assertThat(ended.status()).as(ended.err()).isZero();
		assertThat(json(ended.out()).get("cutover").get("epoch").asLong()).isEqualTo(1);
		assertRoute("gated", "gated.sqlite", 1);
		assertThat(
				json(ended.out()).get("audit").valueStream().map((entry) -> entry.get("action").asString()).distinct())
			.containsExactly("run", "phase", "ready", "cutover", "before_cutover", "switch", "after_cutover", "end");
		assertThat(json(ended.out()).get("findings").valueStream().map((finding) -> finding.get("code").asString()))
			.as("an owner that has changed stays")
			.contains("CUT_004");
		assertThat(this.drover.run("report", "gated").out()).contains("READY to CUTTING_OVER; by ")
			.contains("exit status 0: source.sqlite to gated.sqlite; by ")
			.contains("exit status 1: no; by ")
			.containsPattern("the word was given to process .*; by " + System.getProperty("user.name") + "@")
			.contains("end             exit status 0; by ");
		Shell.Ended late = this.drover.run("cutover", "gated");
		assertThat(late.status()).isEqualTo(2);
		assertThat(late.err()).startsWith("PLAN_009 ");
	}

	@Test
	void aLostProcessIsSeenAndARestartGoesOn() throws Exception {
		Shell.Running run = this.drover.start("run", plan("lost", "cutover: {gate: manual}"));
		awaitReady(run);
		run.process().destroyForcibly().waitFor();
		JsonNode lost = status("lost");
		assertThat(lost.get("state").asString()).isEqualTo("FAILED");
		assertThat(lost.get("phase").asString()).isEqualTo("READY");
		assertThat(lost.get("process").get("alive").asBoolean()).isFalse();
		assertThat(lost.get("rows_copied").asLong()).isEqualTo(6_000);
		assertThat(lost.get("hint").asString()).endsWith("drover restart lost continues");
		assertThat(this.drover.run("status", "lost", "--watch").out()).as("nothing to wait for").contains("is gone");
		Shell.Running restarted = this.drover.start("restart", "lost", "--json");
		awaitReady(restarted);
		assertThat(this.drover.run("stop", "lost").status()).isZero();
		Shell.Ended stopped = restarted.end();
		assertThat(stopped.status()).as(stopped.err()).isEqualTo(4);
		JsonNode report = json(stopped.out());
		assertThat(report.get("state").asString()).isEqualTo("STOPPED");
		assertThat(report.get("cutover").isNull()).isTrue();
		assertThat(report.get("totals").get("rows_copied").asLong()).as("nothing was copied twice").isEqualTo(6_000);
		assertThat(report.get("seconds").asDouble()).as("both attempts count")
			.isGreaterThan(lost.get("seconds").asDouble());
	}

	@Test
	void untilCopiedStopsThereAndRestartGoesOn() throws Exception {
		Shell.Ended copied = this.drover.run("run",
				plan("halfway", "hooks: {before_cutover: 'test -f allowed || { echo not yet; exit 1; }'}"), "--until",
				"copied", "--json");
		assertThat(copied.status()).as(copied.err()).isEqualTo(4);
		JsonNode report = json(copied.out());
		assertThat(report.get("state").asString()).isEqualTo("STOPPED");
		assertThat(report.get("totals").get("rows_copied").asLong()).isEqualTo(6_000);
		assertThat(report.get("totals").get("rows_verified").asLong()).isZero();
		Shell.Ended ready = this.drover.run("restart", "halfway", "--until", "ready", "--json");
		assertThat(ready.status()).as(ready.err()).isEqualTo(4);
		assertThat(json(ready.out()).get("totals").get("rows_verified").asLong()).isEqualTo(6_000);
		assertThat(json(ready.out()).get("cutover").isNull()).isTrue();
		Shell.Ended refused = this.drover.run("restart", "halfway", "--json");
		assertThat(refused.status()).as(refused.err()).isEqualTo(1);
		assertThat(refused.err()).contains("CUT_004 ").contains("exit status 1: not yet; nothing has changed");
		assertThat(json(refused.out()).get("state").asString()).isEqualTo("FAILED");
		assertThat(json(refused.out()).get("cutover").isNull()).isTrue();
		Files.createFile(this.directory.resolve("allowed"));
		Shell.Ended done = this.drover.run("restart", "halfway", "--json");
		assertThat(done.status()).as(done.err()).isZero();
		assertThat(json(done.out()).get("state").asString()).isEqualTo("COMPLETED");
		assertThat(json(done.out()).get("partitions").get("restarted").asLong()).isZero();
		assertThat(json(done.out()).get("steps").valueStream().map((step) -> step.get("status").asString()))
			.hasSameSizeAs(STEPS)
			.containsOnly("COMPLETED");
	}

	@Test
	void aLookLeavesNoTrace() throws Exception {
		String plan = plan("look");
		List<String> before = files();
		Shell.Ended check = this.drover.run("check", plan, "--json");
		assertThat(check.status()).as(check.err()).isZero();
		JsonNode found = json(check.out());
		assertThat(found.get("refused").asBoolean()).isFalse();
		assertThat(found.get("estimate").get("rows").asLong()).isEqualTo(6_000);
		assertThat(found.get("tables").get(0).get("columns").get(0).get("target_type").asString()).isNotEmpty();
		assertThat(this.drover.run("check", plan).out()).contains("target type")
			.endsWith("nothing speaks against this plan\n");
		assertThat(this.drover.run("status").out()).isEqualTo("no migrations in drover-data\n");
		Shell.Ended nobody = this.drover.run("status", "nobody");
		assertThat(nobody.status()).isEqualTo(2);
		assertThat(nobody.err()).startsWith("PLAN_007 ").hasLineCount(1);
		assertThat(this.drover.run("verify", plan).status()).as("there is no target").isEqualTo(2);
		assertThat(files()).isEqualTo(before);
	}

	/** All files but those that hold the output of this test's processes. */
	private List<String> files() throws IOException {
		try (Stream<Path> files = Files.walk(this.directory)) {
			return files.map((file) -> this.directory.relativize(file).toString())
				.filter((name) -> !name.matches("(out|err)-\\d+\\.txt"))
				.sorted()
				.toList();
		}
	}

}
