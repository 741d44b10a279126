package dev.drover.job.channel;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.integration.partition.StepExecutionRequest;
import org.springframework.dao.DataAccessException;
import org.springframework.integration.channel.QueueChannel;
import org.springframework.integration.jdbc.store.JdbcChannelMessageStore;
import org.springframework.integration.jdbc.store.channel.ChannelMessageStoreQueryProvider;
import org.springframework.integration.jdbc.store.channel.H2ChannelMessageStoreQueryProvider;
import org.springframework.integration.jdbc.store.channel.JsonChannelMessageStorePreparedStatementSetter;
import org.springframework.integration.jdbc.store.channel.JsonMessageRowMapper;
import org.springframework.integration.jdbc.store.channel.MySqlChannelMessageStoreQueryProvider;
import org.springframework.integration.jdbc.store.channel.PostgresChannelMessageStoreQueryProvider;
import org.springframework.integration.store.MessageGroupQueue;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.messaging.Message;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The channel in the control database, by Spring Integration's message store: nothing
 * more has to run.
 */
final class JdbcWorkChannel implements WorkChannel {

	private static final Logger LOG = LoggerFactory.getLogger(JdbcWorkChannel.class);

	private static final String NAME = "jdbc";

	private static final String REGION = "drover";

	private static final String GROUP = "partitions";

	private final QueueChannel channel;

	private final TransactionTemplate transaction;

	private final JdbcTemplate jdbc;

	JdbcWorkChannel(DataSource control) {
		JdbcChannelMessageStore store = new JdbcChannelMessageStore(control);
		store.setRegion(REGION);
		store.setChannelMessageStoreQueryProvider(queries(control));
		// the default is Java serialization
		store.setPreparedStatementSetter(new JsonChannelMessageStorePreparedStatementSetter());
		store.setMessageRowMapper(new Reader());
		store.afterPropertiesSet();
		this.channel = new QueueChannel(new MessageGroupQueue(store, GROUP));
		// on MySQL a message is looked up and deleted by two statements
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(control));
		this.jdbc = new JdbcTemplate(control);
	}

	private static ChannelMessageStoreQueryProvider queries(DataSource control) {
		try (Connection connection = control.getConnection()) {
			return switch (connection.getMetaData().getDatabaseProductName()) {
				case "PostgreSQL" -> new PostgresChannelMessageStoreQueryProvider();
				case "H2" -> new H2ChannelMessageStoreQueryProvider();
				default -> new MySqlChannelMessageStoreQueryProvider();
			};
		}
		catch (SQLException ex) {
			throw new CannotGetJdbcConnectionException("the control database does not say what it is", ex);
		}
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
		while (true) {
			try {
				return next();
			}
			catch (ChannelLostException ex) {
				UnreadableMessageException unreadable = UnreadableMessageException.in(ex);
				if (unreadable == null) {
					throw ex;
				}
				remove(unreadable);
			}
		}
	}

	/** It would be the next for everybody, for ever. */
	private void remove(UnreadableMessageException unreadable) {
		try {
			this.jdbc.update("DELETE FROM INT_CHANNEL_MESSAGE WHERE MESSAGE_ID = ? AND REGION = ?", unreadable.id(),
					REGION);
		}
		catch (DataAccessException ex) {
			throw new ChannelLostException(NAME, ex);
		}
		LOG.warn("the message {} of the channel {} can't be read and was removed: {}", unreadable.id(), NAME,
				ChannelLostException.deepest(unreadable));
	}

	private @Nullable StepExecutionRequest next() {
		try {
			Optional<StepExecutionRequest> next = this.transaction
				.execute((status) -> Optional.ofNullable(Requests.receive(NAME, this.channel, 0)));
			return (next == null) ? null : next.orElse(null);
		}
		catch (TransactionException | DataAccessException ex) {
			// the latter where a commit is not answered
			throw new ChannelLostException(NAME, ex);
		}
	}

	@Override
	public void close() {
		// what is in the database stays there
	}

	/** Tells what can't be read from what could not be had. */
	private static final class Reader extends JsonMessageRowMapper {

		@Override
		public Message<?> mapRow(ResultSet row, int index) throws SQLException {
			String id = row.getString("MESSAGE_ID");
			row.getString("MESSAGE_CONTENT");
			try {
				return super.mapRow(row, index);
			}
			catch (SQLException | RuntimeException ex) {
				throw new UnreadableMessageException(id, ex);
			}
		}

	}

}
