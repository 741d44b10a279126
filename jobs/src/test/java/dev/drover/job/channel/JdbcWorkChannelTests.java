package dev.drover.job.channel;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

import dev.drover.ledger.ControlDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JdbcWorkChannelTests {

	private ControlDatabase control;

	private WorkChannel channel;

	private JdbcTemplate jdbc;

	@BeforeEach
	void open() {
		this.control = ControlDatabase.inMemory();
		this.control.bringUpToDate();
		this.channel = WorkChannels.open(this.control.dataSource(), Map.of());
		this.jdbc = new JdbcTemplate(this.control.dataSource());
	}

	@AfterEach
	void close() {
		this.channel.close();
		this.control.close();
	}

	@Test
	void requestsComeInTheirOrderAndOnce() {
		this.channel.send(new StepExecutionRequest("copy-worker", 1));
		this.channel.send(new StepExecutionRequest("copy-worker", Long.MAX_VALUE));
		StepExecutionRequest first = this.channel.receive();
		assertThat(first.getStepName()).isEqualTo("copy-worker");
		assertThat(first.getStepExecutionId()).isEqualTo(1);
		assertThat(this.channel.receive().getStepExecutionId()).isEqualTo(Long.MAX_VALUE);
		assertThat(this.channel.receive()).isNull();
	}

	@Test
	void messagesAreJsonWithNothingButIds() {
		this.channel.send(new StepExecutionRequest("copy-worker", 7));
		assertThat(content()).startsWith("{").contains("step_execution_id", "copy-worker");
	}

	@Test
	void aRequestOfAnotherProtocolIsRefused() {
		this.channel.send(new StepExecutionRequest("copy-worker", 7));
		String other = content().replace("protocol\\\":1", "protocol\\\":2");
		assertThat(other).isNotEqualTo(content());
		this.jdbc.update("UPDATE INT_CHANNEL_MESSAGE SET MESSAGE_CONTENT = ?", other);
		assertThatThrownBy(this.channel::receive).isInstanceOf(OtherProtocolException.class)
			.hasMessageContaining("version 2");
	}

	@Test
	void aMessageThatNamesAClassOfSomebodyElseIsNotRead() {
		this.channel.send(new StepExecutionRequest("copy-worker", 7));
		String named = content().replace("org.springframework.messaging.support.GenericMessage",
				"javax.swing.JEditorPane");
		assertThat(named).isNotEqualTo(content());
		this.jdbc.update("UPDATE INT_CHANNEL_MESSAGE SET MESSAGE_CONTENT = ?", named);
		this.channel.send(new StepExecutionRequest("copy-worker", 8));
		assertThat(this.channel.receive().getStepExecutionId()).as("the next").isEqualTo(8);
		assertThat(messages()).isZero();
	}

	@Test
	void aMessageThatIsNoJsonHoldsUpNobody() {
		this.channel.send(new StepExecutionRequest("copy-worker", 7));
		this.jdbc.update("UPDATE INT_CHANNEL_MESSAGE SET MESSAGE_CONTENT = ?, MESSAGE_ID = ?", "half a mess",
				"of somebody else");
		this.channel.send(new StepExecutionRequest("copy-worker", 8));
		assertThat(this.channel.receive().getStepExecutionId()).isEqualTo(8);
		assertThat(this.channel.receive()).isNull();
		assertThat(messages()).isZero();
	}

	@Test
	void aCommitWhoseAnswerIsLostIsALostChannelAndNotTheEndOfAWorker() {
		this.channel.send(new StepExecutionRequest("copy-worker", 7));
		AtomicBoolean lost = new AtomicBoolean();
		try (WorkChannel cut = WorkChannels.open(new DelegatingDataSource(this.control.dataSource()) {
			@Override
			public Connection getConnection() throws SQLException {
				Connection real = super.getConnection();
				return lost.get() ? losing(real) : real;
			}
		}, Map.of())) {
			lost.set(true);
			assertThatThrownBy(cut::receive).isInstanceOf(ChannelLostException.class)
				.hasMessageContaining("nobody hears");
			lost.set(false);
			assertThat(cut.receive()).as("it was taken").isNull();
		}
	}

	/** A connection that is lost when it is to hear of its commit. */
	private static Connection losing(Connection real) {
		return (Connection) Proxy.newProxyInstance(JdbcWorkChannelTests.class.getClassLoader(),
				new Class<?>[] { Connection.class }, (proxy, method, arguments) -> {
					try {
						Object answer = method.invoke(real, arguments);
						if (method.getName().equals("commit")) {
							throw new SQLException("nobody hears the answer", "08006");
						}
						return answer;
					}
					catch (InvocationTargetException ex) {
						throw ex.getCause();
					}
				});
	}

	private int messages() {
		return this.jdbc.queryForObject("SELECT count(*) FROM INT_CHANNEL_MESSAGE", Integer.class);
	}

	private String content() {
		return this.jdbc.queryForObject("SELECT MESSAGE_CONTENT FROM INT_CHANNEL_MESSAGE", String.class);
	}

}
