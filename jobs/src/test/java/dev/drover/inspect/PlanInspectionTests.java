package dev.drover.inspect;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.drover.plan.PlanReader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a plan asks for is done, or the operator hears that it is not.
 */
class PlanInspectionTests {

	private static final String PLAN = "id: a\nsource: {url: \"jdbc:sqlite:a\"}\ntarget: {url: \"jdbc:sqlite:b\"}\n";

	@Test
	void whatIsAvailableIsNoFinding() {
		assertThat(findings("data: {type: snapshot}\nscope: {tables: {include: [\"a*\"], exclude: [\"b*\"]}}\n"
				+ "mapping: {names: preserve, types: {int: bigint}, values: {nan: \"null\", infinity: clamp}}\n"
				+ "strategy: {type: big_bang}\nfailure_handling: rollback_all\ncopy: {parallelism: 4, chunk_rows: 9}\n"
				+ "verify: {level: full, sample_percentage: 10, repair: true}\ncutover: {gate: manual}\n"))
			.containsExactly("DATA_004 INFO data.type");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "data: {type: none} | PLAN_003 ERROR data.type",
					"strategy: {type: canary} | PLAN_003 ERROR strategy.type",
					"scope: {tenant: {column: t, value: \"4\"}} | PLAN_003 ERROR scope.tenant",
					"mapping: {values: {nul_byte: text}} | PLAN_003 ERROR mapping.values.nul_byte",
					"mapping: {columns: {a.b: {values: {nan: clamp}}}} | PLAN_003 ERROR mapping.columns.a.b.values.nan",
					"mapping: {values: {nan: clamp}} | PLAN_003 ERROR mapping.values.nan",
					"strategy: {type: feature_flag} | PLAN_003 ERROR strategy.type",
					"strategy: blue_green; data: {type: snapshot} | PLAN_003 ERROR data.type",
					"strategy: blue_green; cutover: {reverse: false} | PLAN_003 ERROR cutover.reverse",
					"strategy: blue_green; cutover: {gate: never} | PLAN_003 ERROR cutover.gate",
					"strategy: {type: time_window, start: \"01:00\", end: \"02:00\"}; cutover: {gate: never} "
							+ "| PLAN_003 INFO strategy.type",
					"data: {type: snapshot}; limits: {max_sync_lag: 9m} | PLAN_003 INFO cutover",
					"data: {type: snapshot}; cutover: {timeout: 9s} | PLAN_003 INFO cutover",
					"data: {type: snapshot}; cutover: {max_lag: 9} | PLAN_003 INFO cutover",
					"data: {type: snapshot}; cutover: {reverse: false} | PLAN_003 INFO cutover" })
	void whatIsNotAvailableIsToldByItsKey(String line, String finding) {
		assertThat(findings(line.replace("; ", "\n") + "\n")).contains(finding);
	}

	@Test
	void ofAFollowedSourceEverySettingHasItsEffect() {
		assertThat(findings("cutover: {timeout: 9s, max_lag: 9, reverse: false}\nlimits: {max_sync_lag: 9m}\n"
				+ "strategy: {type: time_window, start: \"23:00\", end: \"01:00\"}\n"
				+ "throttle: {rows_per_second: 10, mb_per_second: 0.5, max_source_load: 0}\n"))
			.isEmpty();
		assertThat(findings("strategy: blue_green\n")).isEmpty();
	}

	private static List<String> findings(String lines) {
		return PlanInspection.of(new PlanReader(Map.of()).read(PLAN + lines, "plan.yaml"))
			.stream()
			.map((finding) -> finding.code() + " " + finding.level() + " " + finding.object())
			.toList();
	}

}
