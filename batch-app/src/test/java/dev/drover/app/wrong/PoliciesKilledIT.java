package dev.drover.app.wrong;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values that a plan's policies change or refuse are changed, refused and counted after a
 * kill in the middle of the copy as they are without one.
 */
@Tag("proof")
class PoliciesKilledIT {

	private static final int ROWS = 1000;

	private static final String RESTARTED = "DATA_005";

	@TempDir
	Path directory;

	@ParameterizedTest
	@EnumSource
	void aRestartTreatsAndCountsThemAlike(Pair pair) throws Exception {
		Place source = pair.source(this.directory);
		source.execute(pair.fill);
		Place whole = pair.target();
		List<String> points = TestFaults.points(() -> run("whole", source, whole, pair));
		List<String> expected = said("whole");
		List<String> rows = whole.rows(pair.read);
		assertThat(rows).as("nothing is refused").hasSizeLessThan(ROWS).hasSizeGreaterThan(ROWS / 2);
		assertThat(expected.toString()).contains("DATA_008", "\"rows_rejected\":" + (ROWS - rows.size()));
		for (int point : spread(points)) {
			Place target = pair.target();
			String id = "cut-" + point;
			int status = child("-Ddrover.test.halt=" + point, plan(id, source, target, pair));
			assertThat(status).as(Files.readString(this.directory.resolve("child.log"))).isEqualTo(TestFaults.HALTED);
			Answer again = drover("restart", id);
			assertThat(again.status()).as("killed at %s: %s", point, again).isZero();
			assertThat(target.rows(pair.read)).as("killed at %s", point).isEqualTo(rows);
			assertThat(said(id)).as("killed at %s", point).isEqualTo(expected);
			Answer verified = drover("verify", id, "--level", "full");
			assertThat(verified.status()).as(verified.toString()).isEqualTo(drover("verify", "whole").status());
		}
	}

	/** The first, some in the middle and the last of each place of the copy. */
	private static Iterable<Integer> spread(List<String> points) {
		TreeSet<Integer> chosen = new TreeSet<>();
		for (String name : List.of("copy.before-checkpoint", "copy.before-commit", "copy.after-commit")) {
			List<Integer> all = IntStream.range(0, points.size())
				.filter((i) -> points.get(i).equals(name))
				.mapToObj((i) -> i + 1)
				.toList();
			assertThat(all).as("%s in %s", name, points).hasSizeGreaterThan(3);
			chosen.addAll(List.of(all.get(0), all.get(all.size() / 2), all.get(all.size() - 1)));
		}
		return chosen;
	}

	/** What a report says of rows and values, whenever that was. */
	private List<String> said(String id) {
		JsonNode report = new JsonMapper().readTree(drover("report", id, "--json").out());
		List<String> said = new ArrayList<>();
		for (String key : List.of("rows_source", "rows_copied", "rows_verified", "rows_rejected", "differences")) {
			said.add("\"" + key + "\":" + report.get("totals").get(key));
		}
		report.get("rejects").valueStream().map(JsonNode::toString).sorted().forEach(said::add);
		report.get("findings")
			.valueStream()
			.map(JsonNode::toString)
			.filter((finding) -> !finding.contains(RESTARTED))
			.sorted()
			.forEach(said::add);
		return said;
	}

	private void run(String id, Place source, Place target, Pair pair) {
		Answer answer = drover("run", plan(id, source, target, pair), "--force");
		assertThat(answer.status()).as(answer.toString()).isZero();
	}

	private String plan(String id, Place source, Place target, Pair pair) {
		try {
			return Files
				.writeString(this.directory.resolve(id + ".yaml"),
						"id: " + id + "\nsource: " + source.yaml() + "\ntarget: " + target.yaml()
								+ "\ndata: {type: snapshot}\ncopy: {chunk_rows: 100}\nlimits: {max_errors: 1000}\n"
								+ "failure_handling: allow_partial\nverify: {level: full}\nmapping: {values: {"
								+ pair.policies + "}}\n")
				.toString();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private Answer drover(String... words) {
		List<String> all = new ArrayList<>(List.of(words));
		all.addAll(List.of("--data-dir", this.directory.resolve("data").toString()));
		return Answer.of(Map.of(), all.toArray(String[]::new));
	}

	private int child(String option, String plan) throws Exception {
		return Child
			.start(this.directory, Map.of(), List.of(option), "run", plan, "--force", "--data-dir",
					this.directory.resolve("data").toString())
			.waitFor();
	}

	/** Each 13th and 17th row is changed, each 101st refused. */
	enum Pair {

		MYSQL_TO_POSTGRESQL("zero_date: clamp, nul_byte: clamp", "SELECT id, d, t, x FROM odd", "SET sql_mode = ''",
				"CREATE TABLE odd (id int PRIMARY KEY, d date, t varchar(20), x time)",
				"INSERT INTO odd WITH RECURSIVE s (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < 1000)"
						+ " SELECT i, IF(i % 13 = 0, '0000-00-00', '2024-02-29'), IF(i % 17 = 0, CONCAT('a', CHAR(0), 'b'),"
						+ " 'plain'), IF(i % 101 = 0, '838:59:59', '12:00:00') FROM s"),
		POSTGRESQL_TO_MYSQL("nan: \"null\", infinity: clamp", "SELECT id, f, d, ts FROM odd",
				"CREATE TABLE odd (id int PRIMARY KEY, f double precision, d date, ts timestamp)",
				"INSERT INTO odd SELECT i, CASE WHEN i % 13 = 0 THEN 'NaN' ELSE 0.1 END, CASE WHEN i % 17 = 0"
						+ " THEN date 'infinity' ELSE '2024-02-29' END, CASE WHEN i % 101 = 0 THEN timestamp '12024-01-01'"
						+ " ELSE '2024-02-29' END FROM generate_series(1, 1000) i"),
		SQLITE_TO_POSTGRESQL("invalid_text: \"null\", zero_date: clamp", "SELECT id, t, d, i FROM odd",
				"CREATE TABLE odd (id integer PRIMARY KEY, t text, d date, i integer)",
				"INSERT INTO odd WITH RECURSIVE s (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < 1000)"
						+ " SELECT i, CASE WHEN i % 13 = 0 THEN CAST(x'ff41' AS text) ELSE 'plain' END,"
						+ " CASE WHEN i % 17 = 0 THEN '0000-00-00' ELSE '2024-02-29' END,"
						+ " CASE WHEN i % 101 = 0 THEN 'none' ELSE i END FROM s");

		private final String policies;

		private final String read;

		private final String[] fill;

		Pair(String policies, String read, String... fill) {
			this.policies = policies;
			this.read = read;
			this.fill = fill;
		}

		private Place source(Path directory) {
			return switch (this) {
				case MYSQL_TO_POSTGRESQL -> Place.mysql();
				case POSTGRESQL_TO_MYSQL -> Place.postgresql();
				case SQLITE_TO_POSTGRESQL -> Place.sqlite(directory.resolve("source.sqlite"));
			};
		}

		private Place target() {
			return (this == POSTGRESQL_TO_MYSQL) ? Place.mysql() : Place.postgresql();
		}

	}

}
