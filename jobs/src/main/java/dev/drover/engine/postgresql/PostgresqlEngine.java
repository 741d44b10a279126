package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.LongToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Access;
import dev.drover.engine.BulkWriter;
import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Detour;
import dev.drover.engine.Dialect;
import dev.drover.engine.Engine;
import dev.drover.engine.EngineKind;
import dev.drover.engine.FieldCursor;
import dev.drover.engine.FieldWriter;
import dev.drover.engine.Footprint;
import dev.drover.engine.Hazards;
import dev.drover.engine.KeyCuts;
import dev.drover.engine.RawTransfer;
import dev.drover.engine.RowCursor;
import dev.drover.engine.ServerDigest;
import dev.drover.engine.SourceMoment;
import dev.drover.engine.TableRead;
import dev.drover.engine.TypeChoice;
import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.Sequence;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.JdbcEngine;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.live.Live;
import dev.drover.engine.value.JsonFit;
import dev.drover.engine.value.Kind;
import dev.drover.fault.Finding;
import dev.drover.plan.Endpoint;

/**
 * PostgreSQL 13 to 18.
 */
public final class PostgresqlEngine extends JdbcEngine {

	private static final Footprint FOOTPRINT = new Footprint(28, 0, 12, 0.95, Footprint.Ordered.BY_NO_KEY);

	/** Times that are no durations. */
	private static final Pattern DAY_TIME = Pattern
		.compile("(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?(?:[-+].*)?|24:00:00(?:[-+].*)?");

	private static final List<String> SESSION = List.of("SET TimeZone = 'UTC'", "SET DateStyle = 'ISO'",
			"SET IntervalStyle = 'postgres'", "SET extra_float_digits = 3", "SET bytea_output = 'hex'",
			"SET standard_conforming_strings = on", "SET array_nulls = on", "SET xmloption = content",
			"SET transform_null_equals = off", "SET row_security = off", "SET client_min_messages = warning",
			"SELECT set_config(name, '0', false) FROM unnest(ARRAY['statement_timeout',"
					+ " 'idle_in_transaction_session_timeout', 'idle_session_timeout', 'transaction_timeout']) name"
					+ " WHERE current_setting(name, true) <> '0'",
			// else the ledger could know of commits that a server forgets when it dies
			"SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'",
			// a user called drover would land among Drover's own tables
			"SELECT set_config('search_path', quote_ident(coalesce((SELECT name::text"
					+ " FROM unnest(current_schemas(false)) WITH ORDINALITY path (name, place)"
					+ " WHERE name <> 'drover' ORDER BY place LIMIT 1), 'public')) || ', pg_catalog', false)");

	private static final int MOST_COLUMNS = 1_600;

	private static final PostgresqlCodec CODEC = new PostgresqlCodec();

	private static final Pattern BACKEND = Pattern.compile("pid (\\d+) (.+)");

	private static final String PAGE_EXCEEDED = "54000";

	/** A setting of our own, in which a session keeps how its commits waited before. */
	private static final String STRICT_COMMIT = "drover.synchronous_commit";

	private static final int PATIENCE_MILLIS = 10_000;

	/** Memory of the server for all builds at a time. */
	private static final long BUILD_MEGABYTES = 512;

	private static final long SMALLEST_SORT = 64;

	/** First version whose server waits by itself for a session's end. */
	private static final int WAITING_SERVER = 14;

	public PostgresqlEngine() {
		this(new PostgresqlDialect());
	}

	private PostgresqlEngine(Dialect dialect) {
		super(EngineKind.POSTGRESQL, "jdbc:postgresql:", dialect, CODEC, new PostgresqlDdl(dialect));
	}

	@Override
	public Access access() {
		return new PostgresqlAccess(dialect());
	}

	@Override
	public Footprint footprint() {
		return FOOTPRINT;
	}

	@Override
	public Connection connect(Endpoint endpoint) {
		Properties properties = new Properties();
		properties.setProperty("ApplicationName", "drover");
		properties.setProperty("connectTimeout", "10");
		properties.setProperty("tcpKeepAlive", "true");
		properties.setProperty("socketFactory", KeepAliveSockets.class.getName());
		return open(endpoint, properties, SESSION);
	}

	@Override
	protected void settle(Connection connection, List<String> settings) throws SQLException {
		Statements.execute(connection, String.join("; ", settings));
	}

	/** What the session had is kept beside it, since it may be more or less than "on". */
	@Override
	public void relaxCommits(Connection connection) throws SQLException {
		Statements.execute(connection,
				"SELECT set_config('" + STRICT_COMMIT + "', current_setting('synchronous_commit'), false),"
						+ " set_config('synchronous_commit', 'off', false)"
						+ " WHERE current_setting('synchronous_commit') <> 'off'");
	}

	/**
	 * A larger sort in memory, shared by the sessions; what the server has is kept if
	 * larger.
	 */
	@Override
	public void prepareToBuild(Connection connection, int sessions) throws SQLException {
		long megabytes = Math.max(SMALLEST_SORT, BUILD_MEGABYTES / sessions);
		Statements.execute(connection, "SELECT set_config('maintenance_work_mem', '" + megabytes + "MB', false)"
				+ " WHERE pg_size_bytes(current_setting('maintenance_work_mem')) < " + (megabytes << 20));
	}

	/**
	 * The log is written in order: a commit that is on disk has all before it there. To
	 * wait, a transaction has to have written something.
	 */
	@Override
	public void commitDurably(Connection connection) throws SQLException {
		Statements.execute(connection, "SELECT set_config('synchronous_commit', current_setting('" + STRICT_COMMIT
				+ "'), true)" + " WHERE current_setting('synchronous_commit') = 'off'");
		connection.commit();
	}

	@Override
	public SourceMoment openMoment(Endpoint endpoint, int connections) throws SQLException {
		return new SnapshotMoment(this, endpoint);
	}

	@Override
	public void leaveTables(Connection reader) throws SQLException {
		SnapshotMoment.leaveTables(reader);
	}

	@Override
	public Catalog readCatalog(Connection connection) throws SQLException {
		return new PostgresqlCatalog(connection).read();
	}

	@Override
	public List<String> numbering(Connection connection, Table table) throws SQLException {
		List<String> statements = new ArrayList<>();
		for (Column column : table.columns()) {
			if (column.identity() != null) {
				Statements.query(connection, "SELECT pg_get_serial_sequence(?, ?)",
						(row) -> statements.add(SequenceReader.restore(connection, row.getString(1))),
						dialect().quote(table.name()), column.name());
			}
		}
		return statements;
	}

	@Override
	public String numbering(Connection connection, Sequence sequence) throws SQLException {
		return SequenceReader.restore(connection, dialect().quote(sequence.name()));
	}

	@Override
	public List<ColumnType> types() {
		return PostgresqlTypes.all();
	}

	@Override
	public TypeChoice typeFor(ColumnType source, EngineKind sourceEngine) {
		return PostgresqlTypes.typeFor(source, sourceEngine);
	}

	@Override
	public @Nullable ColumnType typeNamed(String written) {
		return NamedTypes.of(written);
	}

	@Override
	public String textTypeName() {
		return "text";
	}

	@Override
	public List<String> typeNames() {
		return NamedTypes.NAMES;
	}

	@Override
	public boolean indexable(ColumnType type) {
		return !type.declared().equals("json");
	}

	@Override
	public Table retyped(Table before, Table wanted) {
		return new RetypedTable(dialect(), before).as(wanted);
	}

	@Override
	public List<Finding> missing(Connection target, Catalog wanted) throws SQLException {
		return new MissingParts(target).of(wanted);
	}

	@Override
	public String rowsOf(Connection connection, TableName table) throws SQLException {
		String quoted = dialect().quote(table);
		List<Boolean> inherited = new ArrayList<>();
		Statements.query(connection,
				"SELECT relkind = 'r' AND relhassubclass FROM pg_catalog.pg_class WHERE oid = CAST(? AS regclass)",
				(row) -> inherited.add(row.getBoolean(1)), quoted);
		return inherited.contains(true) ? "ONLY " + quoted : quoted;
	}

	@Override
	public KeyCuts cuts(Connection connection, Table table, LongToIntFunction ranges) throws SQLException {
		return new SampledCuts(dialect(), connection, table, rowsOf(connection, table.name())).cuts(ranges);
	}

	@Override
	public @Nullable RawTransfer rawTransfer(Connection from, TableRead read, Engine target, Connection to,
			TableName table, List<ColumnBinding> columns) throws SQLException {
		if (target.kind() != kind()) {
			return super.rawTransfer(from, read, target, to, table, columns);
		}
		if (SqlAscii.isEncodingOf(from)
				|| !BinaryTypes.allow(dialect(), from, read.table(), read.columns(), to, table, columns)) {
			return null;
		}
		return new BinaryTransfer(dialect(), from, read, rowsOf(from, read.table()), to, table, columns);
	}

	@Override
	public int mostColumns() {
		return MOST_COLUMNS;
	}

	@Override
	public boolean mayHoldLarger(Connection connection, TableName table, List<ColumnBinding> columns, long bytes)
			throws SQLException {
		// a large value, however compressed, does not stand in its row; partitions have a
		// store each
		boolean none = Statements
			.strings(connection,
					"SELECT 'none' FROM pg_catalog.pg_class WHERE oid = CAST(? AS regclass)"
							+ " AND relkind = 'r' AND (reltoastrelid = 0 OR pg_relation_size(reltoastrelid) = 0)",
					dialect().quote(table))
			.contains("none");
		return !none && super.mayHoldLarger(connection, table, columns, bytes);
	}

	@Override
	public boolean givesFields(Connection connection) throws SQLException {
		return !SqlAscii.isEncodingOf(connection);
	}

	@Override
	public FieldCursor fields(Connection connection, TableRead read) throws SQLException {
		return new CopyFieldCursor(dialect(), connection, read, rowsOf(connection, read.table()));
	}

	@Override
	public @Nullable FieldWriter fieldWriter(Connection connection, TableName table, List<ColumnBinding> source,
			List<ColumnBinding> columns) throws SQLException {
		if (columns.isEmpty()) {
			return null;
		}
		FieldWriter binary = CopyBinaryFields.of(dialect(), connection, table, source, columns);
		return (binary != null) ? binary : CopyFields.of(dialect(), connection, table, source, columns);
	}

	@Override
	public @Nullable ServerDigest serverDigest(Connection connection, TableName table, List<ColumnBinding> columns)
			throws SQLException {
		boolean known = connection.getMetaData().getDatabaseMajorVersion() >= HashedRows.FIRST_VERSION;
		return (!known || SqlAscii.isEncodingOf(connection)) ? null
				: new HashedRows(dialect(), connection, rowsOf(connection, table), dialect().quote(table), columns);
	}

	@Override
	public RowCursor read(Connection connection, TableRead read) throws SQLException {
		return new CopyCursor(dialect(), CODEC, connection, read, rowsOf(connection, read.table()));
	}

	@Override
	public BulkWriter writer(Connection connection, TableName table, List<ColumnBinding> columns) throws SQLException {
		return new CopyWriter(dialect(), connection, table, columns);
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
		// a server that can't wait ends it a moment later; the epoch fences it until then
		boolean waits = connection.getMetaData().getDatabaseMajorVersion() >= WAITING_SERVER;
		String end = "pg_terminate_backend(pid" + (waits ? ", " + PATIENCE_MILLIS : "") + ")";
		// false is also the answer for a session that ended meanwhile
		if (!ask(connection, end, matcher, true) && ask(connection, "true", matcher, false)) {
			throw new SQLException("the session of a replaced worker does not end: " + backend);
		}
	}

	private static boolean ask(Connection connection, String expression, Matcher session, boolean ifGone)
			throws SQLException {
		// inside a transaction the server would repeat its first answer
		Statements.execute(connection, "SELECT pg_stat_clear_snapshot()");
		List<Boolean> found = new ArrayList<>();
		Statements.query(connection,
				"SELECT " + expression + " FROM pg_catalog.pg_stat_activity WHERE pid = CAST(? AS integer)"
						+ " AND backend_start = CAST(? AS timestamptz) AND pid <> pg_backend_pid()",
				(row) -> found.add(row.getBoolean(1)), session.group(1), session.group(2));
		return found.isEmpty() ? ifGone : found.get(0);
	}

	/** Entries of an index and rows of short values have to fit into a page. */
	@Override
	public boolean violatesConstraint(SQLException error) {
		return PAGE_EXCEEDED.equals(error.getSQLState()) || super.violatesConstraint(error);
	}

	@Override
	public Live live() {
		return new PostgresqlLive(dialect());
	}

	@Override
	public Column rowLocator() {
		return new Column("ctid", ColumnType.of(Kind.NATIVE, "tid"), false, null, null, null, null);
	}

	@Override
	public List<Detour> detours(Connection connection, Table table) throws SQLException {
		return ForeignKeyDetours.of(connection, dialect(), table.name());
	}

	@Override
	public List<String> triggers(Connection connection, TableName table) throws SQLException {
		return Statements
			.strings(connection,
					"SELECT tgname::text FROM pg_catalog.pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"
							+ " AND tgtype & 4 <> 0 AND tgrelid = CAST(? AS regclass) ORDER BY 1",
					dialect().quote(table));
	}

	@Override
	public void checkConstraintsAtOnce(Connection connection) throws SQLException {
		Statements.execute(connection, "SET CONSTRAINTS ALL IMMEDIATE");
	}

	@Override
	protected boolean holds(ColumnBinding column, Object value) {
		if (value instanceof String text) {
			boolean held = switch (column.kind()) {
				case DATE, TIMESTAMP, TIMESTAMPTZ -> Hazards.isOnCalendar(text);
				case TIME, TIMETZ -> DAY_TIME.matcher(text).matches();
				case JSON -> column.column().type().declared().equals("jsonb")
						? !JsonFit.holdsNul(text) && JsonFit.fits(text, false) : JsonFit.isJson(text);
				default -> text.indexOf(0) < 0 && Hazards.isText(text);
			};
			return held && super.holds(column, value);
		}
		return super.holds(column, value);
	}

}
