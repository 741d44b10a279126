package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import dev.drover.engine.SourceMoment;
import dev.drover.engine.jdbc.Statements;
import dev.drover.plan.Endpoint;

/**
 * A moment that one transaction exports and every reader takes over. A reader sees it
 * until it ends its transaction.
 */
final class SnapshotMoment implements SourceMoment {

	private static final String BEGUN = "drover_begun";

	private final PostgresqlEngine engine;

	private final Endpoint endpoint;

	private final Connection holder;

	private final String snapshot;

	SnapshotMoment(PostgresqlEngine engine, Endpoint endpoint) throws SQLException {
		this.engine = engine;
		this.endpoint = endpoint;
		this.holder = engine.connect(endpoint);
		try {
			beginRead(this.holder);
			try (Statement statement = this.holder.createStatement();
					ResultSet row = statement.executeQuery("SELECT pg_export_snapshot()")) {
				row.next();
				this.snapshot = row.getString(1);
			}
		}
		catch (SQLException ex) {
			this.holder.close();
			throw ex;
		}
	}

	private static void beginRead(Connection connection) throws SQLException {
		connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
		connection.setReadOnly(true);
		connection.setAutoCommit(false);
	}

	@Override
	public Connection connect() throws SQLException {
		Connection reader = this.engine.connect(this.endpoint);
		try {
			beginRead(reader);
			Statements.execute(reader, "SET TRANSACTION SNAPSHOT '" + this.snapshot + "'");
			Statements.execute(reader, "SAVEPOINT " + BEGUN);
			return reader;
		}
		catch (SQLException ex) {
			reader.close();
			throw ex;
		}
	}

	/** To be called on connections of a moment only; others are left as they are. */
	static void leaveTables(Connection reader) throws SQLException {
		if (!reader.getAutoCommit() && reader.isReadOnly()) {
			Statements.execute(reader, "ROLLBACK TO SAVEPOINT " + BEGUN);
		}
	}

	@Override
	public boolean consistent() {
		return true;
	}

	@Override
	public void close() throws SQLException {
		this.holder.close();
	}

}
