package dev.drover.job.channel;

import java.util.Map;

import org.springframework.batch.integration.partition.StepExecutionRequest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests as JSON, read field by field: nothing in a message chooses a class.
 */
final class RequestText {

	private static final JsonMapper MAPPER = new JsonMapper();

	private RequestText() {
	}

	static String of(StepExecutionRequest request) {
		return MAPPER.writeValueAsString(
				Map.of("step", request.getStepName(), "step_execution_id", request.getStepExecutionId()));
	}

	static StepExecutionRequest read(String text) {
		JsonNode fields = MAPPER.readTree(text);
		return new StepExecutionRequest(fields.required("step").stringValue(),
				fields.required("step_execution_id").longValue());
	}

}
