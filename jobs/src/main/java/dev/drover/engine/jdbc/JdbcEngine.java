package dev.drover.engine.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.BulkWriter;
import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Ddl;
import dev.drover.engine.Dialect;
import dev.drover.engine.Engine;
import dev.drover.engine.EngineKind;
import dev.drover.engine.Fit;
import dev.drover.engine.Hazards;
import dev.drover.engine.RowCursor;
import dev.drover.engine.TableRead;
import dev.drover.engine.ValueCodec;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.plan.Endpoint;
import dev.drover.plan.Mapping.ValueHazard;

/**
 * What engines have in common: their parts, the settings of a session, ordinary selects
 * and inserts.
 */
public abstract class JdbcEngine implements Engine {

	private static final long MOST_OF_A_NARROW_TYPE = 1 << 20;

	private final EngineKind kind;

	private final String urlPrefix;

	private final Dialect dialect;

	private final ValueCodec codec;

	private final Ddl ddl;

	/**
	 * Creates an engine.
	 * @param kind which one it is
	 * @param urlPrefix how its URLs begin
	 * @param dialect how names are written
	 * @param codec how values are read and bound
	 * @param ddl how a schema is created
	 */
	protected JdbcEngine(EngineKind kind, String urlPrefix, Dialect dialect, ValueCodec codec, Ddl ddl) {
		this.kind = kind;
		this.urlPrefix = urlPrefix;
		this.dialect = dialect;
		this.codec = codec;
		this.ddl = ddl;
	}

	@Override
	public final EngineKind kind() {
		return this.kind;
	}

	@Override
	public boolean accepts(String url) {
		return url.startsWith(this.urlPrefix);
	}

	@Override
	public final Dialect dialect() {
		return this.dialect;
	}

	@Override
	public final ValueCodec codec() {
		return this.codec;
	}

	@Override
	public final Ddl ddl() {
		return this.ddl;
	}

	/**
	 * Opens a connection and makes the session's settings; a connection whose settings
	 * are refused is closed again.
	 * @param endpoint where to
	 * @param properties driver properties; user and password are added
	 * @param settings statements, executed one after the other
	 */
	protected final Connection open(Endpoint endpoint, Properties properties, List<String> settings) {
		Connection connection = Connections.open(endpoint, properties);
		try {
			if (!settings.isEmpty()) {
				settle(connection, settings);
			}
			return connection;
		}
		catch (SQLException ex) {
			close(connection, ex);
			throw new IllegalStateException(this.kind.displayName() + " refuses session settings", ex);
		}
	}

	/** One after the other; engines that take several at once save the round trips. */
	protected void settle(Connection connection, List<String> settings) throws SQLException {
		for (String setting : settings) {
			Statements.execute(connection, setting);
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
	public Fit fit(List<Table> tables, EngineKind sourceEngine) {
		return new Fit(SchemaWideNames.of(tables), List.of());
	}

	@Override
	public RowCursor read(Connection connection, TableRead read) throws SQLException {
		return new SelectCursor(this, connection, read, this.dialect.quote(read.table()));
	}

	@Override
	public final @Nullable ValueHazard hazard(ColumnBinding column, Object value) {
		return holds(column, value) ? null : Hazards.of(column.kind(), value);
	}

	/** Engines that have to read a value to say how long it is go by other things. */
	@Override
	public boolean mayHoldLarger(Connection connection, TableName table, List<ColumnBinding> columns, long bytes)
			throws SQLException {
		List<String> lengths = columns.stream()
			.filter((column) -> holdsAnySize(column.column().type()))
			.map((column) -> "octet_length(" + this.dialect.quote(column.column().name()) + ") > " + bytes)
			.toList();
		if (lengths.isEmpty()) {
			return false;
		}
		try (Statement statement = connection.createStatement()) {
			// not every mode of H2 has a LIMIT
			statement.setMaxRows(1);
			try (ResultSet row = statement.executeQuery(
					"SELECT 1 FROM " + rowsOf(connection, table) + " WHERE " + String.join(" OR ", lengths))) {
				return row.next();
			}
		}
	}

	/** Whether a column of the type holds texts or bytes of any size. */
	protected static boolean holdsAnySize(ColumnType type) {
		return switch (type.kind()) {
			case TEXT, BYTES, ANY -> type.size() == 0 || type.size() > MOST_OF_A_NARROW_TYPE;
			default -> false;
		};
	}

	/** Whether the column holds the value exactly, as far as that is known. */
	protected boolean holds(ColumnBinding column, Object value) {
		return Holding.fits(column.column().type(), value);
	}

	@Override
	public BulkWriter writer(Connection connection, TableName table, List<ColumnBinding> columns) throws SQLException {
		return new InsertWriter(this, connection, table, columns);
	}

	@Override
	public void beginWrite(Connection connection) throws SQLException {
		if (connection.getAutoCommit()) {
			connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
			connection.setAutoCommit(false);
		}
	}

	/** An embedded engine's sessions live and die with their process. */
	@Override
	public String backend(Connection connection) throws SQLException {
		return "pid " + ProcessHandle.current().pid();
	}

	/**
	 * An embedded engine has nothing to end: the session ends with its process, and until
	 * then the epoch fences it.
	 */
	@Override
	public void endBackend(Connection connection, String backend) throws SQLException {
	}

	/** For engines whose commits wait for the disk anyway, or can't be told. */
	@Override
	public void relaxCommits(Connection connection) throws SQLException {
	}

	@Override
	public void commitDurably(Connection connection) throws SQLException {
		connection.commit();
		makeDurable(connection);
		connection.commit();
	}

	/** For engines whose commits are durable when they return. */
	@Override
	public void makeDurable(Connection connection) throws SQLException {
	}

}
