package dev.drover.engine.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

import dev.drover.engine.Engine;
import dev.drover.engine.SourceMoment;
import dev.drover.plan.Endpoint;

/**
 * A source that is followed: whoever reads sees what is committed then, and holds nothing
 * back from being cleaned up.
 *
 * @param engine the source's engine
 * @param endpoint where it is
 */
public record FlowingMoment(Engine engine, Endpoint endpoint) implements SourceMoment {

	@Override
	public Connection connect() throws SQLException {
		Connection connection = this.engine.connect(this.endpoint);
		connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
		return connection;
	}

	@Override
	public boolean consistent() {
		return false;
	}

	@Override
	public void close() {
	}

}
