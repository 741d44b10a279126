package dev.drover.plan;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PlanTextTests {

	private static final String SMALLEST = """
			id: a
			source: {url: "jdbc:h2:mem:a"}
			target: {url: "jdbc:h2:mem:b"}
			""";

	private final PlanReader reader = PlanReader.ofAcceptedPlans();

	@Test
	void theTextHoldsAllDefaultsInAFixedOrder() {
		assertThat(PlanText.of(read(SMALLEST))).isEqualTo("""
				id: "a"
				description: ""
				source: {"url": "jdbc:h2:mem:a"}
				target: {"url": "jdbc:h2:mem:b"}
				scope: {"tables": {"include": ["*"], "exclude": []}}
				mapping: {"names": "native", "types": {}, "values": {"zero_date": "null", "nul_byte": "error", \
				"infinity": "error", "nan": "error", "invalid_text": "error", "out_of_range": "error"}}
				strategy: {"type": "big_bang"}
				data: {"type": "scan", "replace": "refuse"}
				failure_handling: {"type": "rollback_all"}
				copy: {"parallelism": 2, "chunk_rows": 50000, "chunk_bytes": "8MB"}
				verify: {"level": "hash", "sample_percentage": 100, "repair": false}
				cutover: {"gate": "auto", "timeout": "5s", "max_lag": 100, "reverse": true}
				limits: {"max_errors": 5, "max_validation_failures": 3, "max_sync_lag": "5m", "max_time": "24h"}
				""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "description: \"line\\nnext\\t \\\"q\\\" \\\\ \\0 \\x7f é \\u2028 \\uFEFF 😀 #: '\"",
			"scope: {tables: {include: [\"a,b]\", \"{x}: y\"], exclude: [\"*\", \"\\\"\"]}}",
			"scope: {tenant: {column: t, value: 007}}",
			"mapping: {names: preserve, types: {z: a, a: z, \"enum('x','y')\": text}, values: {nan: text, infinity: clamp}}",
			"mapping: {columns: {\"t.a\": text, \"t.*\": {type: \"char(3)\", values: {nan: \"null\"}, decode: utf8}}}",
			"strategy: shadow_traffic", "strategy: blue_green",
			"strategy: {type: time_window, start: \"23:30\", end: \"04:00\", zone: \"Europe/Berlin\"}",
			"strategy: {type: time_window, start: \"2027-03-28T01:30\", end: \"03:00\", zone: \"+02:00\"}",
			"throttle: {rows_per_second: 10000, mb_per_second: 2.5, max_source_load: 8}",
			"throttle: {mb_per_second: 9}", "data: {type: snapshot, replace: merge}",
			"failure_handling: {type: retry_then_all, retry_count: 9}", "failure_handling: allow_partial",
			"copy: {parallelism: 16, chunk_rows: 1, chunk_bytes: 65537}",
			"verify: {level: none, sample_percentage: 0.00001, repair: true}",
			"cutover: {gate: never, timeout: 1500ms, max_lag: 0, reverse: false}",
			"hooks: {before_cutover: \"a 'b' \\\"c\\\" > d\", after_rollback: [a, \"b c\", 7]}",
			"hooks: {after_cutover: \"HTTPS://h/p?t=${env:T}\", before_rollback: {url: \"${file:/u}\", timeout: 90s}}",
			"limits: {max_errors: 0, max_validation_failures: 999999999999, max_sync_lag: 61s, max_time: 90m}" })
	void thePlanReadFromTheTextIsEqual(String more) {
		Plan plan = read(SMALLEST + more);
		assertThat(read(PlanText.of(plan))).isEqualTo(plan);
	}

	@Test
	void thePlanOfTheDesignReadFromTheTextIsEqual() {
		Plan plan = read(Plans.COMPLETE);
		assertThat(read(PlanText.of(plan))).isEqualTo(plan);
		assertThat(PlanText.of(plan)).contains("${env:SOURCE_PASSWORD}", "${file:/run/secrets/target}");
	}

	@Test
	void plansThatAreWrittenDifferentlyButMeanTheSameHaveOneFingerprint() {
		Plan other = read("""
				{"target": {"url": "jdbc:h2:mem:b"}, "source": {"url": "jdbc:h2:mem:a"},
				 "limits": {"max_time": "1440m"}, "copy": {"chunk_bytes": 8388608}, "strategy": "big_bang", "id": "a"}
				""");
		assertThat(PlanText.fingerprint(other)).isEqualTo(PlanText.fingerprint(read(SMALLEST))).matches("[0-9a-f]{64}");
	}

	@Test
	void anyChangeOfThePlanChangesTheFingerprint() {
		assertThat(PlanText.fingerprint(read(SMALLEST + "verify: {repair: true}")))
			.isNotEqualTo(PlanText.fingerprint(read(SMALLEST)));
	}

	@Test
	void theOrderOfTypesDoesNotMatter() {
		Plan one = read(SMALLEST + "mapping: {types: {a: x, b: y, c: z}}");
		Plan other = read(SMALLEST + "mapping: {types: {c: z, b: y, a: x}}");
		assertThat(PlanText.of(one)).isEqualTo(PlanText.of(other));
		assertThat(one.mapping().types()).isEqualTo(Map.of("a", "x", "b", "y", "c", "z"));
		assertThat(one.scope().include()).isEqualTo(List.of("*"));
	}

	private Plan read(String text) {
		return this.reader.read(text, "plan.yaml");
	}

}
