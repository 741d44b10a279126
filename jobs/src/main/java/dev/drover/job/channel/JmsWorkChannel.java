package dev.drover.job.channel;

import java.util.Map;

import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.integration.jms.DynamicJmsTemplate;
import org.springframework.integration.jms.channel.PollableJmsChannel;
import org.springframework.jms.connection.CachingConnectionFactory;
import org.springframework.jms.support.converter.MessagingMessageConverter;

import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.plan.Secrets;

/**
 * A queue of a JMS broker, for large fleets and for houses that have one.
 */
final class JmsWorkChannel implements WorkChannel {

	private static final String NAME = "jms";

	/** Each control database has a queue of its own: what is another's would get lost. */
	private static final String QUEUE = "drover.partitions.";

	/** A worker that is to end, and a manager, do not hang on a broker that is silent. */
	private static final long CALL_MILLIS = 5_000;

	/** Nobody needs longer to say that there is nothing. */
	private static final long RECEIVE_MILLIS = 200;

	private final CachingConnectionFactory connections;

	private final PollableJmsChannel channel;

	JmsWorkChannel(String url, String id, Map<String, String> environment) {
		ActiveMQConnectionFactory broker = factory(url);
		broker.setUser(environment.get("DROVER_BROKER_USER"));
		broker.setPassword(environment.get("DROVER_BROKER_PASSWORD"));
		// else one worker hoards what others could work on
		broker.setConsumerWindowSize(0);
		broker.setCallTimeout(CALL_MILLIS);
		broker.setCallFailoverTimeout(CALL_MILLIS);
		// text is all that comes; nothing is ever deserialized by Java
		broker.setDeserializationDenyList("*");
		this.connections = new CachingConnectionFactory(broker);
		this.connections.setReconnectOnException(true);
		DynamicJmsTemplate template = new DynamicJmsTemplate();
		template.setConnectionFactory(this.connections);
		template.setDefaultDestinationName(QUEUE + id);
		// the text and the headers; the default would send the message as a Java object
		template.setMessageConverter(new MessagingMessageConverter(new TextOnly()));
		template.afterPropertiesSet();
		this.channel = new PollableJmsChannel(template);
	}

	private static ActiveMQConnectionFactory factory(String url) {
		// the client ends without a word about it
		if (!url.contains("://")) {
			throw refused(url, null);
		}
		try {
			return new ActiveMQConnectionFactory(url);
		}
		catch (IllegalArgumentException | IllegalStateException ex) {
			throw refused(url, ex);
		}
	}

	private static DroverException refused(String url, @Nullable Exception cause) {
		return new DroverException(ErrorCode.PLAN_011,
				"the broker's URL is " + Secrets.withoutUrlSecrets(url) + ", allowed is one such as tcp://host:61616",
				"correct --broker or DROVER_BROKER_URL", cause);
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public void send(StepExecutionRequest request) {
		Requests.send(NAME, this.channel, request);
	}

	@Override
	public @Nullable StepExecutionRequest receive() {
		return Requests.receive(NAME, this.channel, RECEIVE_MILLIS);
	}

	@Override
	public void close() {
		this.connections.destroy();
	}

}
