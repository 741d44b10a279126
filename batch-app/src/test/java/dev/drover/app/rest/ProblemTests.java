package dev.drover.app.rest;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.fault.Finding;
import dev.drover.fault.RefusedException;
import dev.drover.plan.PlanReader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class ProblemTests {

	private static JsonNode json(Problem problem) {
		return new JsonMapper().readTree(problem.json());
	}

	@ParameterizedTest
	@CsvSource({ "PLAN_001, 400", "PLAN_010, 400", "PLAN_004, 409", "PLAN_005, 409", "PLAN_006, 409", "PLAN_008, 409",
			"PLAN_009, 409", "PLAN_012, 409", "PLAN_007, 404", "CUT_001, 409", "CUT_005, 409", "DATA_003, 409",
			"CONN_006, 503", "CONN_004, 500", "COPY_005, 500", "AUTH_001, 401", "AUTH_002, 403" })
	void aCodeHasItsStatus(ErrorCode code, int status) {
		assertThat(Problem.of(new DroverException(code, "what", "next")).status()).isEqualTo(status);
	}

	@ParameterizedTest
	@EnumSource(ErrorCode.class)
	void noFailureIsASuccess(ErrorCode code) {
		JsonNode problem = json(Problem.of(new DroverException(code, "what", "next")));
		assertThat(problem.get("status").asInt()).isBetween(400, 599);
		assertThat(problem.get("code").asString()).isEqualTo(code.name());
		assertThat(problem.get("title").asString()).isEqualTo(code.title());
		assertThat(problem.get("detail").asString()).isEqualTo("what");
		assertThat(problem.get("next").asString()).isEqualTo("next");
	}

	@Test
	void allMistakesOfAPlanAreNamedWithTheirLines() {
		DroverException mistakes = catchThrowableOfType(DroverException.class,
				() -> new PlanReader(Map.of()).read("id: X\nsuorce: 1\n", "the plan"));
		JsonNode findings = json(Problem.of(mistakes)).get("findings");
		assertThat(findings.size()).isGreaterThan(2);
		assertThat(findings.get(0).get("line").asInt()).isEqualTo(1);
		assertThat(findings.get(0).get("code").asString()).isEqualTo("PLAN_001");
	}

	@Test
	void allFindingsThatRefuseAreNamed() {
		Finding one = new Finding(ErrorCode.DATA_001, Finding.Level.WARNING, "orders", "holds rows", "empty it");
		JsonNode problem = json(Problem.of(new RefusedException(List.of(one, one))));
		assertThat(problem.get("findings").size()).isEqualTo(2);
		assertThat(problem.get("findings").get(0).get("level").asString()).isEqualTo("warning");
		assertThat(problem.get("findings").get(0).get("line").isNull()).isTrue();
	}

}
