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
	@CsvSource(delimiter = '|', value = { "data: {type: none} | PLAN_003 ERROR data.type",
			"strategy: {type: canary} | PLAN_003 ERROR strategy.type",
			"scope: {tenant: {column: t, value: \"4\"}} | PLAN_003 ERROR scope.tenant",
			"mapping: {values: {nul_byte: text}} | PLAN_003 ERROR mapping.values.nul_byte",
			"mapping: {columns: {a.b: {values: {nan: clamp}}}} | PLAN_003 ERROR mapping.columns.a.b.values.nan",
			"mapping: {values: {nan: clamp}} | PLAN_003 ERROR mapping.values.nan",
			"limits: {max_sync_lag: 9m} | PLAN_003 INFO cutover", "cutover: {timeout: 9s} | PLAN_003 INFO cutover",
			"cutover: {max_lag: 9} | PLAN_003 INFO cutover", "cutover: {reverse: false} | PLAN_003 INFO cutover" })
	void whatIsNotAvailableIsToldByItsKey(String line, String finding) {
		assertThat(findings(line + "\n")).contains(finding);
	}

	private static List<String> findings(String lines) {
		return PlanInspection.of(new PlanReader(Map.of()).read(PLAN + lines, "plan.yaml"))
			.stream()
			.map((finding) -> finding.code() + " " + finding.level() + " " + finding.object())
			.toList();
	}

}
