package dev.drover.engine.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;

import dev.drover.engine.Access;
import dev.drover.engine.BulkWriter;
import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Dialect;
import dev.drover.engine.Engine;
import dev.drover.engine.EngineKind;
import dev.drover.engine.FieldCursor;
import dev.drover.engine.FieldTransfer;
import dev.drover.engine.FieldWriter;
import dev.drover.engine.Footprint;
import dev.drover.engine.RawTransfer;
import dev.drover.engine.RowCursor;
import dev.drover.engine.SourceMoment;
import dev.drover.engine.TableRead;
import dev.drover.engine.TypeChoice;
import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.HeldConnections;
import dev.drover.engine.jdbc.JdbcEngine;
import dev.drover.engine.jdbc.RangeRows;
import dev.drover.engine.jdbc.RangeSelect;
import dev.drover.engine.jdbc.SelectCursor;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.live.Live;
import dev.drover.engine.value.Kind;
import dev.drover.fault.DroverException;
import dev.drover.fault.ErrorCode;
import dev.drover.plan.Endpoint;

/**
 * SQLite, one file. Its single writer lock orders all writers, so that no worker that was
 * replaced can write beside its successor.
 */
public final class SqliteEngine extends JdbcEngine {

	private static final int MOST_COLUMNS = 2_000;

	private static final Footprint FOOTPRINT = new Footprint(2, 0, 2, 0.95, Footprint.Ordered.BY_WHOLE_NUMBER);

	private static final String PREFIX = "jdbc:sqlite:";

	public SqliteEngine() {
		this(new SqliteDialect());
	}

	private SqliteEngine(Dialect dialect) {
		super(EngineKind.SQLITE, PREFIX, dialect, new SqliteCodec(), new SqliteDdl(dialect));
	}

	@Override
	public Access access() {
		return new SqliteAccess();
	}

	@Override
	public Footprint footprint() {
		return FOOTPRINT;
	}

	@Override
	public Connection connect(Endpoint endpoint) {
		Properties properties = new Properties();
		properties.setProperty("busy_timeout", "60000");
		properties.setProperty("foreign_keys", "false");
		// rows that violate a check in the source are told, and not refused
		return open(endpoint, properties, List.of("PRAGMA ignore_check_constraints = 1"));
	}

	/** Commits wait for the disk, also where the URL says that they need not. */
	@Override
	protected void settle(Connection connection, List<String> settings) throws SQLException {
		super.settle(connection, settings);
		if (!Statements.strings(connection, "PRAGMA synchronous").contains("3")) {
			Statements.execute(connection, "PRAGMA synchronous = FULL");
		}
	}

	@Override
	public void useExisting(Connection connection) throws SQLException {
		Statements.execute(connection, "PRAGMA ignore_check_constraints = 0");
	}

	private static Path file(Endpoint endpoint) {
		return Path.of(endpoint.url().substring(PREFIX.length()).replaceFirst("^file:", "").replaceFirst("\\?.*", ""));
	}

	@Override
	public SourceMoment openMoment(Endpoint endpoint, int connections) throws SQLException {
		Path file = file(endpoint);
		if (!Files.isRegularFile(file)) {
			throw new DroverException(ErrorCode.CONN_003, "the source file " + file + " is not there",
					"check source.url in the plan");
		}
		List<Connection> readers = new ArrayList<>();
		// while the writer lock is held nobody commits, so all readers begin at one
		// moment
		try (Connection lock = Files.isWritable(file) ? connect(endpoint) : null) {
			if (lock != null) {
				Statements.execute(lock, "BEGIN IMMEDIATE");
			}
			for (int i = 0; i < connections; i++) {
				Connection reader = connect(endpoint);
				readers.add(reader);
				Statements.execute(reader, "PRAGMA query_only = 1");
				Statements.execute(reader, "BEGIN");
				Statements.execute(reader, "SELECT count(*) FROM sqlite_master");
			}
			if (lock != null) {
				Statements.execute(lock, "ROLLBACK");
			}
		}
		return new HeldConnections(readers, true);
	}

	@Override
	public RowCursor read(Connection connection, TableRead read) throws SQLException {
		return new SelectCursor(this, read, select(this, connection, read, SelectCursor.expressions(this, read)));
	}

	/** The rows of a table, in pages where they must not be read for long. */
	static RangeRows select(Engine engine, Connection connection, TableRead read, List<String> expressions)
			throws SQLException {
		String from = engine.dialect().quote(read.table());
		return PagedSelect.wanted(connection) ? new PagedSelect(engine, connection, read, from, expressions)
				: new RangeSelect(engine, connection, read, from, expressions);
	}

	/** In pages, for which a key is needed. */
	@Override
	public List<Column> keyForLargeValues(Connection connection, TableName table, List<ColumnBinding> columns,
			List<Column> key) throws SQLException {
		return PagedSelect.wanted(connection) ? key : List.of();
	}

	@Override
	public Catalog readCatalog(Connection connection) throws SQLException {
		return new SqliteCatalog(connection).read();
	}

	/** A table that nobody has numbered yet has no row there. */
	@Override
	public List<String> numbering(Connection connection, Table table) throws SQLException {
		List<String> statements = ddl().setIdentity(table);
		if (statements.isEmpty()) {
			return List.of();
		}
		boolean[] numbered = new boolean[1];
		Statements.query(connection, "SELECT 1 FROM sqlite_sequence WHERE name = ?", (row) -> numbered[0] = true,
				table.name().name());
		return numbered[0] ? statements : statements.subList(0, 1);
	}

	@Override
	public @Nullable String guess(ColumnType type) {
		return SqliteTypes.guess(type);
	}

	@Override
	public List<ColumnType> types() {
		return SqliteTypes.all();
	}

	@Override
	public TypeChoice typeFor(ColumnType source, EngineKind sourceEngine) {
		return SqliteTypes.typeFor(source, sourceEngine);
	}

	@Override
	public @Nullable ColumnType typeNamed(String written) {
		return SqliteTypes.named(written);
	}

	@Override
	public String textTypeName() {
		return "TEXT";
	}

	@Override
	public List<String> typeNames() {
		return SqliteTypes.NAMES;
	}

	/** The statement that made the table is kept, with what only the user's words say. */
	@Override
	public @Nullable Table retyped(Table before, Table wanted) {
		return null;
	}

	@Override
	public Kind exactKind(ColumnType type) {
		return Kind.ANY;
	}

	@Override
	public List<String> triggers(Connection connection, TableName table) throws SQLException {
		return Statements.strings(connection,
				"SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? COLLATE NOCASE"
						+ " AND sql LIKE '%INSERT%ON%' ORDER BY 1",
				table.name());
	}

	@Override
	public int mostColumns() {
		return MOST_COLUMNS;
	}

	@Override
	public Live live() {
		return new SqliteLive(dialect());
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
	public BulkWriter writer(Connection connection, TableName table, List<ColumnBinding> columns) throws SQLException {
		return new SqliteWriter(this, connection, table, columns);
	}

	/** Its text functions take the bytes of a text for what they are in UTF-8 only. */
	@Override
	public boolean givesFields(Connection connection) throws SQLException {
		return LargeTexts.areUtf8(connection);
	}

	@Override
	public FieldCursor fields(Connection connection, TableRead read) throws SQLException {
		return new SqliteFields(this, connection, read);
	}

	@Override
	public @Nullable RawTransfer rawTransfer(Connection from, TableRead read, Engine target, Connection to,
			TableName table, List<ColumnBinding> columns) throws SQLException {
		FieldWriter writer = givesFields(from)
				? target.fieldWriter(to, table, SqliteFields.promised(read.columns()), columns) : null;
		return (writer == null) ? null : FieldTransfer.open(() -> fields(from, read), writer, read);
	}

	/** Nothing is estimated, but its rows have numbers. */
	@Override
	public long rowsAtMost(Connection connection, Table table) throws SQLException {
		List<Long> last = new ArrayList<>();
		try {
			Statements.query(connection, "SELECT coalesce(max(_rowid_), 0) FROM " + dialect().quote(table.name()),
					(row) -> last.add(row.getLong(1)));
		}
		catch (SQLException ex) {
			if ((ex.getErrorCode() & 0xff) != SQLiteErrorCode.SQLITE_ERROR.code) {
				throw ex;
			}
			// a table WITHOUT ROWID
			return -1;
		}
		return last.get(0);
	}

	@Override
	public Column rowLocator() {
		return new Column("rowid", new ColumnType(Kind.INTEGER, 8, 0, "INTEGER"), false, null, null, null, null);
	}

	@Override
	public boolean refusesValue(SQLException error) {
		int code = error.getErrorCode() & 0xff;
		return code == SQLiteErrorCode.SQLITE_MISMATCH.code || code == SQLiteErrorCode.SQLITE_TOOBIG.code
				|| super.refusesValue(error);
	}

	@Override
	public boolean violatesConstraint(SQLException error) {
		// the low byte is the primary result code, the rest says which constraint
		return (error.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_CONSTRAINT.code
				|| super.violatesConstraint(error);
	}

	@Override
	protected boolean holds(ColumnBinding column, Object value) {
		return SqliteCodec.holds(column.kind(), value);
	}

}
