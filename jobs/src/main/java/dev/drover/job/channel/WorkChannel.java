package dev.drover.job.channel;

import org.jspecify.annotations.Nullable;
import org.springframework.batch.integration.partition.StepExecutionRequest;

/**
 * Requests to execute a step, in the order in which they were sent, each for one worker.
 */
public interface WorkChannel extends AutoCloseable {

	/** Version of what manager and workers tell each other. */
	int PROTOCOL = 1;

	/** How it is called in the list of workers. */
	String name();

	/**
	 * Sends a request to whichever worker is free.
	 * @throws ChannelLostException if it does not answer
	 */
	void send(StepExecutionRequest request);

	/**
	 * The next request, or {@code null} if there is none now.
	 * @throws ChannelLostException if it does not answer
	 * @throws OtherProtocolException if the request is none that this version can answer
	 */
	@Nullable StepExecutionRequest receive();

	@Override
	void close();

}
