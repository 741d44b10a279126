package dev.drover.job.channel;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.jms.Connection;
import jakarta.jms.MapMessage;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.jdbc.core.JdbcTemplate;

import dev.drover.ledger.ControlDatabase;
import dev.drover.testserver.Broker;

import static org.assertj.core.api.Assertions.assertThat;

/** A broker that others use too. */
class JmsWorkChannelIT {

	private static final AtomicInteger DESERIALIZED = new AtomicInteger();

	@TempDir
	Path directory;

	private final ControlDatabase control = ControlDatabase.inMemory();

	private final ControlDatabase other = ControlDatabase.inMemory();

	private Broker broker;

	private WorkChannel channel;

	@BeforeEach
	void open() throws Exception {
		this.broker = Broker.start(this.directory);
		this.control.bringUpToDate();
		this.other.bringUpToDate();
		this.channel = WorkChannels.open(this.control.dataSource(), this.broker.environment());
	}

	@AfterEach
	void close() throws Exception {
		this.channel.close();
		this.broker.close();
		this.control.close();
		this.other.close();
	}

	@Test
	void twoControlDatabasesDoNotTakeEachOthersMessages() {
		try (WorkChannel others = WorkChannels.open(this.other.dataSource(), this.broker.environment())) {
			this.channel.send(new StepExecutionRequest("copy-worker", 7));
			assertThat(others.receive()).isNull();
			others.send(new StepExecutionRequest("copy-worker", 8));
			assertThat(this.channel.receive().getStepExecutionId()).isEqualTo(7);
			assertThat(this.channel.receive()).isNull();
			assertThat(others.receive().getStepExecutionId()).isEqualTo(8);
		}
	}

	@Test
	void whatIsNoTextIsNeverDeserializedAndHoldsUpNobody() throws Exception {
		try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(this.broker.url());
				Connection connection = factory.createConnection(Broker.USER, Broker.PASSWORD);
				Session session = connection.createSession()) {
			MessageProducer producer = session.createProducer(session.createQueue(queue()));
			producer.send(session.createObjectMessage(new Payload()));
			MapMessage map = session.createMapMessage();
			map.setString("step", "copy-worker");
			producer.send(map);
			producer.send(session.createMessage());
			producer.send(session.createTextMessage("half a mess"));
		}
		this.channel.send(new StepExecutionRequest("copy-worker", 7));
		StepExecutionRequest found = null;
		for (int i = 0; i < 5; i++) {
			assertThat(found).isNull();
			found = this.channel.receive();
		}
		assertThat(found).isNotNull();
		assertThat(found.getStepExecutionId()).isEqualTo(7);
		assertThat(DESERIALIZED).hasValue(0);
	}

	private String queue() {
		return "drover.partitions." + new JdbcTemplate(this.control.dataSource())
			.queryForObject("SELECT id FROM drover_control", String.class);
	}

	private static final class Payload implements Serializable {

		private static final long serialVersionUID = 1L;

		private void readObject(ObjectInputStream stream) throws IOException, ClassNotFoundException {
			stream.defaultReadObject();
			DESERIALIZED.incrementAndGet();
		}

	}

}
