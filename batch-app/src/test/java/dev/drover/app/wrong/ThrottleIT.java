package dev.drover.app.wrong;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.StreamSupport;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A migration asks for no more than the plan allows, says why it waits, and holds no
 * writer up by that.
 */
class ThrottleIT {

	@TempDir
	Path directory;

	private Followed snapshot(Place source, int rows, String settings) throws Exception {
		Scene scene = Scene.in(this.directory, source, rows);
		Place target = Place.sqlite(this.directory.resolve("target.sqlite"));
		return new Followed(scene, target, scene.plan(Followed.ID, source, target, settings));
	}

	private Followed sqlite(int rows, String settings) throws Exception {
		return snapshot(Place.sqlite(this.directory.resolve("source.sqlite")), rows, settings);
	}

	private static JsonNode ran(Answer run) {
		assertThat(run.status()).as(run.toString()).isZero();
		return new JsonMapper().readTree(run.out());
	}

	private static double seconds(JsonNode report, String step) {
		return StreamSupport.stream(report.get("steps").spliterator(), false)
			.filter((each) -> each.get("name").asString().equals(step))
			.mapToDouble((each) -> each.get("seconds").asDouble())
			.sum();
	}

	/** Moves twice as many rows as a table has, at a rate. */
	private void keepsItsRate(int rows, int perSecond, double most) throws Exception {
		String reason = String.format(Locale.ROOT, "throttle.rows_per_second allows %,d", perSecond);
		double least = 2.0 * rows / perSecond;
		Followed moved = sqlite(rows, "throttle: {rows_per_second: " + perSecond + "}\nverify: {level: full}\n");
		AtomicReference<JsonNode> status = new AtomicReference<>();
		Answer run = TestFaults.during("copy.after-commit", rows / 500 + 2, () -> status.set(moved.status()),
				() -> moved.scene().drover("run", moved.plan().toString(), "--json", "--status-interval", "100ms"));
		JsonNode report = ran(run);
		assertThat(report.get("totals").get("rows_copied").asLong()).isEqualTo(2L * rows);
		assertThat(seconds(report, "copy")).isBetween(least, most * least);
		assertThat(seconds(report, "verify")).isBetween(least, most * least);
		assertThat(status.get().get("waits_for").asString()).isEqualTo(reason);
		assertThat(run.err()).contains(", waits: " + reason);
		assertThat(moved.history()).anyMatch((entry) -> entry.equals("throttle holds up: " + reason))
			.anyMatch((entry) -> entry
				.matches("throttle goes on; workers have waited [0-9.]+ s in all for throttle.rows_per_second"));
	}

	@Test
	void rowsAreCopiedAndComparedAtTheirRateAndTheReasonIsSaid() throws Exception {
		keepsItsRate(3_000, 2_000, 10);
	}

	@Test
	@Tag("proof")
	void atLeastFourFifthsOfTheRateAreKept() throws Exception {
		keepsItsRate(10_000, 10_000, 1.25);
	}

	@Test
	@Tag("proof")
	void megabytesAreKeptToo() throws Exception {
		Followed moved = sqlite(10_000, "throttle: {mb_per_second: 0.5}\nverify: {level: none}\n");
		JsonNode report = ran(moved.scene().drover("run", moved.plan().toString(), "--json"));
		double wanted = report.get("totals").get("bytes").asDouble() / 500_000;
		assertThat(wanted).isGreaterThan(1);
		assertThat(seconds(report, "copy")).isBetween(wanted, wanted / 0.8);
	}

	@Test
	void theSwitchIsNotHeldUp() throws Exception {
		Followed followed = Followed.in(this.directory, 400, "throttle: {rows_per_second: 200}\n");
		// these alone would take two seconds
		Answer run = TestFaults.during("cutover.intent", 1, () -> followed.change(1, 400), followed::run);
		assertThat(run.status()).as(run.toString()).isZero();
		followed.isEqual();
		assertThat(followed.report().get("cutover").get("write_pause_ms").asLong()).isLessThan(1_500);
	}

	@Test
	void theLoadOfPostgresqlHoldsItUp() throws Exception {
		Place source = Place.postgresql();
		waitsWhileOthersAreBusy(source, source, "SELECT pg_sleep(60)");
	}

	@Test
	@Tag("proof")
	void theLoadOfMysqlHoldsItUp() throws Exception {
		Place source = Place.mysql();
		source.execute("CREATE USER IF NOT EXISTS 'busy'@'%' IDENTIFIED BY 'busy'");
		waitsWhileOthersAreBusy(source,
				source.as("busy", "busy").at(source.url().replaceFirst("/[^/?]+(\\?|$)", "/$1")), "DO SLEEP(60)");
	}

	private void waitsWhileOthersAreBusy(Place source, Place others, String lasting) throws Exception {
		Followed moved = snapshot(source, 500, "throttle: {max_source_load: 2}\n");
		Process run;
		try (BusyServer busy = new BusyServer(others, lasting, 3)) {
			run = Child.start(this.directory, Map.of(), List.of(), "run", moved.plan().toString(), "--force",
					"--data-dir", this.directory.resolve("data").toString());
			Awaitility.await()
				.atMost(Duration.ofMinutes(1))
				.ignoreExceptions()
				.until(() -> moved.status().get("waits_for").isString());
			assertThat(moved.does("status").out())
				// others may use the server too
				.containsPattern("waits: [3-9] statements run at the source, throttle.max_source_load allows 2");
		}
		assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
		assertThat(run.exitValue()).isZero();
		moved.scene().isWhole(moved.target(), Followed.ID);
		assertThat(moved.history()).anyMatch((entry) -> entry.matches("throttle holds up: [3-9] statements run.*"));
	}

	@Test
	void whoCantSeeTheLoadIsToldWhatHeLacks() throws Exception {
		Place source = Place.postgresql();
		source.execute("DROP ROLE IF EXISTS blinkered", "CREATE ROLE blinkered LOGIN PASSWORD 'b'",
				"GRANT USAGE ON SCHEMA public TO blinkered");
		Scene scene = Scene.in(this.directory, source, 10);
		source.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO blinkered");
		Path plan = scene.plan(Followed.ID, source.as("blinkered", "b"),
				Place.sqlite(this.directory.resolve("target.sqlite")), "throttle: {max_source_load: 2}\n");
		scene.drover("run", plan.toString()).isOneLine(2, "PERM_001", "GRANT pg_read_all_stats TO \"blinkered\"");
		Answer check = scene.drover("check", planOfSqlite().toString());
		assertThat(check.out()).as(check.toString()).contains("throttle.max_source_load has no effect: SQLite");
	}

	private Path planOfSqlite() throws Exception {
		Place source = Place.sqlite(this.directory.resolve("a.sqlite"));
		source.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)");
		return new Scene(this.directory, source, 0).plan("quiet", source,
				Place.sqlite(this.directory.resolve("b.sqlite")), "throttle: {max_source_load: 2}\n");
	}

}
