package dev.drover.engine.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import dev.drover.engine.BulkWriter;
import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Ddl;
import dev.drover.engine.Dialect;
import dev.drover.engine.Engine;
import dev.drover.engine.EngineKind;
import dev.drover.engine.RowCursor;
import dev.drover.engine.SourceMoment;
import dev.drover.engine.TableRead;
import dev.drover.engine.TypeChoice;
import dev.drover.engine.ValueCodec;
import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.CastingCodec;
import dev.drover.engine.jdbc.Connections;
import dev.drover.engine.jdbc.HeldConnections;
import dev.drover.engine.jdbc.InsertWriter;
import dev.drover.engine.jdbc.LaterKeysDdl;
import dev.drover.engine.jdbc.SelectCursor;
import dev.drover.plan.Endpoint;

/**
 * H2, embedded or as a server.
 */
public final class H2Engine implements Engine {

	private final Dialect dialect = new H2Dialect();

	private final ValueCodec codec = new CastingCodec("CHARACTER VARYING");

	private final Ddl ddl = new LaterKeysDdl(this.dialect) {
		@Override
		protected String randomUuid() {
			return "RANDOM_UUID()";
		}
	};

	@Override
	public EngineKind kind() {
		return EngineKind.H2;
	}

	@Override
	public boolean accepts(String url) {
		return url.startsWith("jdbc:h2:");
	}

	@Override
	public Dialect dialect() {
		return this.dialect;
	}

	@Override
	public ValueCodec codec() {
		return this.codec;
	}

	@Override
	public Ddl ddl() {
		return this.ddl;
	}

	@Override
	public Connection connect(Endpoint endpoint) {
		Connection connection = Connections.open(endpoint, new Properties());
		try {
			execute(connection, "SET TIME ZONE 'UTC'");
			// rows are streamed from the table instead of being collected first
			execute(connection, "SET LAZY_QUERY_EXECUTION 1");
			return connection;
		}
		catch (SQLException ex) {
			throw new IllegalStateException("H2 refuses session settings", ex);
		}
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	@Override
	public SourceMoment openMoment(Endpoint endpoint, int connections) throws SQLException {
		List<Connection> readers = new ArrayList<>();
		for (int i = 0; i < connections; i++) {
			Connection reader = connect(endpoint);
			readers.add(reader);
			reader.setReadOnly(true);
		}
		// H2 can't begin several transactions at one moment; its source has to be quiet
		return new HeldConnections(readers, false);
	}

	@Override
	public Catalog readCatalog(Connection connection) throws SQLException {
		return new H2Catalog(connection).read();
	}

	@Override
	public TypeChoice typeFor(ColumnType source, EngineKind sourceEngine) {
		return H2Types.typeFor(source, sourceEngine);
	}

	@Override
	public RowCursor read(Connection connection, TableRead read) throws SQLException {
		return new SelectCursor(this, connection, read, this.dialect.quote(read.table()));
	}

	@Override
	public BulkWriter writer(Connection connection, TableName table, List<ColumnBinding> columns) throws SQLException {
		return new InsertWriter(this, connection, table, columns);
	}

	@Override
	public void beginWrite(Connection connection) throws SQLException {
		connection.setAutoCommit(false);
	}

	@Override
	public String backend(Connection connection) throws SQLException {
		return "pid " + ProcessHandle.current().pid();
	}

	@Override
	public void endBackend(Connection connection, String backend) {
		// an embedded database's sessions end with their process; the epoch fences the
		// rest
	}

	@Override
	public void makeDurable(Connection connection) throws SQLException {
		// H2 writes commits with a delay; without this a kill could forget a finished
		// chunk
		execute(connection, "CHECKPOINT SYNC");
	}

}
