package dev.drover.engine.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
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
import dev.drover.engine.jdbc.Connections;
import dev.drover.engine.jdbc.HeldConnections;
import dev.drover.engine.jdbc.InsertWriter;
import dev.drover.engine.jdbc.SelectCursor;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.plan.Endpoint;

/**
 * SQLite, one file. Its single writer lock orders all writers, so that no worker that was
 * replaced can write beside its successor.
 */
public final class SqliteEngine implements Engine {

	private static final String PREFIX = "jdbc:sqlite:";

	private final Dialect dialect = new SqliteDialect();

	private final ValueCodec codec = new SqliteCodec();

	private final Ddl ddl = new SqliteDdl(this.dialect);

	@Override
	public EngineKind kind() {
		return EngineKind.SQLITE;
	}

	@Override
	public boolean accepts(String url) {
		return url.startsWith(PREFIX);
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
		properties.setProperty("busy_timeout", "60000");
		properties.setProperty("foreign_keys", "false");
		return Connections.open(endpoint, properties);
	}

	@Override
	public SourceMoment openMoment(Endpoint endpoint, int connections) throws SQLException {
		Path file = Path
			.of(endpoint.url().substring(PREFIX.length()).replaceFirst("^file:", "").replaceFirst("\\?.*", ""));
		if (!Files.isRegularFile(file)) {
			throw new DroverException(ErrorCode.CONN_003, "the source file " + file + " is not there",
					"check source.url in the plan");
		}
		List<Connection> readers = new ArrayList<>();
		// while the writer lock is held nobody commits, so all readers begin at one
		// moment
		try (Connection lock = Files.isWritable(file) ? connect(endpoint) : null) {
			if (lock != null) {
				execute(lock, "BEGIN IMMEDIATE");
			}
			for (int i = 0; i < connections; i++) {
				Connection reader = connect(endpoint);
				readers.add(reader);
				execute(reader, "PRAGMA query_only = 1");
				execute(reader, "BEGIN");
				execute(reader, "SELECT count(*) FROM sqlite_master");
			}
			if (lock != null) {
				execute(lock, "ROLLBACK");
			}
		}
		return new HeldConnections(readers, true);
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	@Override
	public Catalog readCatalog(Connection connection) throws SQLException {
		return new SqliteCatalog(connection).read();
	}

	@Override
	public TypeChoice typeFor(ColumnType source, EngineKind sourceEngine) {
		return SqliteTypes.typeFor(source, sourceEngine);
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
	public int writers() {
		return 1;
	}

	@Override
	public void beginWrite(Connection connection) throws SQLException {
		connection.unwrap(org.sqlite.SQLiteConnection.class)
			.setCurrentTransactionMode(org.sqlite.SQLiteConfig.TransactionMode.IMMEDIATE);
		connection.setAutoCommit(false);
	}

	@Override
	public String backend(Connection connection) {
		return "pid " + ProcessHandle.current().pid();
	}

	@Override
	public void endBackend(Connection connection, String backend) {
		// the lock ends with its process; a stopped one has to be ended on its host
	}

	@Override
	public void makeDurable(Connection connection) {
		// a commit is in the file when it returns
	}

}
