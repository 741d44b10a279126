package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
import dev.drover.engine.jdbc.Connections;
import dev.drover.plan.Endpoint;

/**
 * PostgreSQL 13 to 18.
 */
public final class PostgresqlEngine implements Engine {

	private static final List<String> SESSION = List.of("TimeZone = 'UTC'", "DateStyle = 'ISO'",
			"IntervalStyle = 'postgres'", "extra_float_digits = 3", "bytea_output = 'hex'",
			"standard_conforming_strings = on", "client_min_messages = warning");

	private static final String NO_TIMEOUTS = "SELECT set_config(name, '0', false) FROM pg_catalog.pg_settings"
			+ " WHERE name IN ('statement_timeout', 'idle_in_transaction_session_timeout', 'idle_session_timeout',"
			+ " 'transaction_timeout')";

	private static final String DEFAULT_SCHEMA_ONLY = "SELECT set_config('search_path',"
			+ " quote_ident(coalesce(current_schema()::text, 'public')) || ', pg_catalog', false)";

	private static final Pattern BACKEND = Pattern.compile("pid (\\d+) (.+)");

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private static final int POLL_MILLIS = 50;

	private final Dialect dialect = new PostgresqlDialect();

	private final ValueCodec codec = new PostgresqlCodec();

	private final Ddl ddl = new PostgresqlDdl(this.dialect);

	@Override
	public EngineKind kind() {
		return EngineKind.POSTGRESQL;
	}

	@Override
	public boolean accepts(String url) {
		return url.startsWith("jdbc:postgresql:");
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
		Properties properties = new Properties();
		properties.setProperty("ApplicationName", "drover");
		properties.setProperty("connectTimeout", "10");
		properties.setProperty("tcpKeepAlive", "true");
		Connection connection = Connections.open(endpoint, properties);
		try {
			for (String setting : SESSION) {
				Statements.execute(connection, "SET " + setting);
			}
			Statements.execute(connection, NO_TIMEOUTS);
			Statements.execute(connection, DEFAULT_SCHEMA_ONLY);
			return connection;
		}
		catch (SQLException ex) {
			close(connection, ex);
			throw new IllegalStateException("PostgreSQL refuses session settings", ex);
		}
	}

	private static void close(Connection connection, SQLException reason) {
		try {
			connection.close();
		}
		catch (SQLException ex) {
			reason.addSuppressed(ex);
		}
	}

	@Override
	public SourceMoment openMoment(Endpoint endpoint, int connections) throws SQLException {
		return new SnapshotMoment(this, endpoint);
	}

	@Override
	public Catalog readCatalog(Connection connection) throws SQLException {
		return new PostgresqlCatalog(connection).read();
	}

	@Override
	public TypeChoice typeFor(ColumnType source, EngineKind sourceEngine) {
		return PostgresqlTypes.typeFor(source, sourceEngine);
	}

	@Override
	public RowCursor read(Connection connection, TableRead read) throws SQLException {
		String table = this.dialect.quote(read.table());
		List<Boolean> inherited = new ArrayList<>();
		Statements.query(connection,
				"SELECT relkind = 'r' AND relhassubclass FROM pg_catalog.pg_class WHERE oid = CAST(? AS regclass)",
				(row) -> inherited.add(row.getBoolean(1)), table);
		return new StreamingCursor(this, connection, read, inherited.contains(true) ? "ONLY " + table : table);
	}

	@Override
	public BulkWriter writer(Connection connection, TableName table, List<ColumnBinding> columns) throws SQLException {
		return new CopyWriter(this.dialect, connection, table, columns);
	}

	@Override
	public void beginWrite(Connection connection) throws SQLException {
		if (connection.getAutoCommit()) {
			connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
			connection.setAutoCommit(false);
		}
	}

	@Override
	public String backend(Connection connection) throws SQLException {
		List<String> found = new ArrayList<>();
		Statements.query(connection, "SELECT 'pid ' || pid || ' ' || backend_start FROM pg_catalog.pg_stat_activity"
				+ " WHERE pid = pg_backend_pid()", (row) -> found.add(row.getString(1)));
		return found.get(0);
	}

	@Override
	public void endBackend(Connection connection, String backend) throws SQLException {
		Matcher matcher = BACKEND.matcher(backend);
		if (!matcher.matches()) {
			return;
		}
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (signalled(connection, matcher.group(1), matcher.group(2))) {
			if (System.nanoTime() > deadline) {
				throw new SQLException("the session of a replaced worker does not end: " + backend);
			}
			pause();
		}
	}

	/** Whether the session was still there; it is told to end then. */
	private static boolean signalled(Connection connection, String pid, String start) throws SQLException {
		// inside a transaction the server would repeat its first answer
		Statements.execute(connection, "SELECT pg_stat_clear_snapshot()");
		List<Boolean> found = new ArrayList<>();
		Statements.query(connection,
				"SELECT pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE pid = CAST(? AS integer)"
						+ " AND backend_start = CAST(? AS timestamptz) AND pid <> pg_backend_pid()",
				(row) -> found.add(row.getBoolean(1)), pid, start);
		return !found.isEmpty();
	}

	private static void pause() throws SQLException {
		try {
			Thread.sleep(POLL_MILLIS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new SQLException("interrupted while waiting for a session to end", ex);
		}
	}

	@Override
	public void makeDurable(Connection connection) {
		// a commit is durable when it returns
	}

}
