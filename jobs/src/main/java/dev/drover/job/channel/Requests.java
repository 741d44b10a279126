package dev.drover.job.channel;

import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.messaging.Message;
import org.springframework.messaging.PollableChannel;
import org.springframework.messaging.support.GenericMessage;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests as messages of Spring Integration's channels. They are JSON and read field by
 * field: nothing in a message chooses a class.
 */
final class Requests {

	private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

	private static final JsonMapper MAPPER = new JsonMapper();

	private Requests() {
	}

	static void send(String name, PollableChannel channel, StepExecutionRequest request) {
		try {
			channel.send(new GenericMessage<>(MAPPER.writeValueAsString(Map.of("protocol", WorkChannel.PROTOCOL, "step",
					request.getStepName(), "step_execution_id", request.getStepExecutionId()))));
		}
		catch (RuntimeException ex) {
			throw new ChannelLostException(name, ex);
		}
	}

	static @Nullable StepExecutionRequest receive(String name, PollableChannel channel, long millis) {
		Message<?> message;
		try {
			message = channel.receive(millis);
		}
		catch (RuntimeException ex) {
			throw new ChannelLostException(name, ex);
		}
		if (message == null) {
			return null;
		}
		try {
			return read(MAPPER.readTree(String.valueOf(message.getPayload())));
		}
		catch (JacksonException | IllegalArgumentException ex) {
			// somebody else's; a worker must not end by it
			LOG.warn("a message of the channel {} is none of Drover's: {}", name, ex.getMessage());
			return null;
		}
	}

	private static StepExecutionRequest read(JsonNode fields) {
		int protocol = fields.required("protocol").intValue();
		if (protocol != WorkChannel.PROTOCOL) {
			throw new OtherProtocolException(protocol);
		}
		return new StepExecutionRequest(fields.required("step").stringValue(),
				fields.required("step_execution_id").longValue());
	}

}
