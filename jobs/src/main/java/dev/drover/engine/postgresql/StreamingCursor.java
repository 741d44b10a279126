package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Engine;
import dev.drover.engine.RowCursor;
import dev.drover.engine.TableRead;
import dev.drover.engine.jdbc.SelectCursor;
import dev.drover.engine.value.KeyTuple;
import dev.drover.engine.value.Row;

/**
 * PostgreSQL only streams rows inside a transaction: where the connection's autocommit is
 * on, it is off until the cursor is closed.
 */
final class StreamingCursor implements RowCursor {

	private final Connection connection;

	private final boolean autoCommit;

	private final RowCursor rows;

	StreamingCursor(Engine engine, Connection connection, TableRead read, String from) throws SQLException {
		this.connection = connection;
		this.autoCommit = connection.getAutoCommit();
		connection.setAutoCommit(false);
		try {
			this.rows = new SelectCursor(engine, connection, read, from);
		}
		catch (SQLException | RuntimeException ex) {
			connection.setAutoCommit(this.autoCommit);
			throw ex;
		}
	}

	@Override
	public @Nullable Row next() throws SQLException {
		return this.rows.next();
	}

	@Override
	public KeyTuple key() throws SQLException {
		return this.rows.key();
	}

	@Override
	public void close() throws SQLException {
		this.rows.close();
		if (!this.connection.isClosed()) {
			this.connection.setAutoCommit(this.autoCommit);
		}
	}

}
