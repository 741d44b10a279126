package dev.drover.job.channel;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.messaging.Message;
import org.springframework.messaging.PollableChannel;
import org.springframework.messaging.support.GenericMessage;

/**
 * Requests to execute a step, in the order in which they were sent, each for one worker.
 */
public interface WorkChannel extends AutoCloseable {

	/** How it is called in the list of workers. */
	String name();

	/** Spring Integration's channel below it. */
	PollableChannel messages();

	/** Sends a request to whichever worker is free. */
	default void send(StepExecutionRequest request) {
		if (!messages().send(new GenericMessage<>(RequestText.of(request)))) {
			throw new IllegalStateException("the channel took no message");
		}
	}

	/** The next request, or {@code null} if there is none now. */
	default @Nullable StepExecutionRequest receive() {
		Message<?> message = messages().receive(0);
		return (message == null) ? null : RequestText.read(String.valueOf(message.getPayload()));
	}

	@Override
	void close();

}
