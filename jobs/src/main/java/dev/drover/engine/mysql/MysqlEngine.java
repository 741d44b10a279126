package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToIntFunction;
import java.util.stream.Collectors;

import com.mysql.cj.conf.PropertyKey;
import com.mysql.cj.jdbc.JdbcConnection;
import org.jspecify.annotations.Nullable;

import dev.drover.engine.Access;
import dev.drover.engine.BulkWriter;
import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Engine;
import dev.drover.engine.EngineKind;
import dev.drover.engine.FieldCursor;
import dev.drover.engine.FieldWriter;
import dev.drover.engine.Fit;
import dev.drover.engine.Footprint;
import dev.drover.engine.KeyCuts;
import dev.drover.engine.RowCursor;
import dev.drover.engine.SourceMoment;
import dev.drover.engine.TableCase;
import dev.drover.engine.TableRead;
import dev.drover.engine.TypeChoice;
import dev.drover.engine.ValueException;
import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.InsertWriter;
import dev.drover.engine.jdbc.JdbcEngine;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.live.Live;
import dev.drover.engine.value.JsonFit;
import dev.drover.engine.value.Kind;
import dev.drover.fault.Finding;
import dev.drover.plan.Endpoint;

/**
 * MySQL from 8.0, and MariaDB from 10.6.
 */
public final class MysqlEngine extends JdbcEngine {

	private static final int MOST_COLUMNS = 1_017;

	private static final Footprint FOOTPRINT = new Footprint(20, 1, 20, 0.85, Footprint.Ordered.BY_PRIMARY_KEY);

	/** Memory of the server for all builds at a time. */
	private static final long BUILD_BYTES = 256L << 20;

	private final Variant variant;

	private final Access access = new MysqlAccess();

	/** For the ServiceLoader; which product it is, {@link #at(Endpoint)} finds out. */
	public MysqlEngine() {
		this(Variant.UNKNOWN);
	}

	private MysqlEngine(Variant variant) {
		this(variant, new MysqlDialect(variant.tableCase()));
	}

	private MysqlEngine(Variant variant, MysqlDialect dialect) {
		super(variant.kind(), Session.MYSQL, dialect, new MysqlCodec(), new MysqlDdl(dialect, variant));
		this.variant = variant;
	}

	@Override
	public boolean accepts(String url) {
		return super.accepts(url) || url.startsWith(Session.MARIADB);
	}

	@Override
	public Engine at(Endpoint endpoint) {
		try (Connection connection = connect(endpoint)) {
			return new MysqlEngine(Variant.of(connection));
		}
		catch (SQLException ex) {
			throw new IllegalStateException("the version of " + endpoint.name() + " can't be read", ex);
		}
	}

	@Override
	public List<Engine> products() {
		return List.of(new MysqlEngine(Variant.UNKNOWN), new MysqlEngine(Variant.UNKNOWN_MARIADB));
	}

	@Override
	public Access access() {
		return this.access;
	}

	@Override
	public Live live() {
		return new MysqlLive(dialect(), this.variant);
	}

	@Override
	public Footprint footprint() {
		return FOOTPRINT;
	}

	@Override
	public Connection connect(Endpoint endpoint) {
		return Session.open(endpoint);
	}

	@Override
	public SourceMoment openMoment(Endpoint endpoint, int connections) throws SQLException {
		return new MomentOpening(this, endpoint).open(connections);
	}

	@Override
	public Catalog readCatalog(Connection connection) throws SQLException {
		return new MysqlCatalog(connection).read();
	}

	@Override
	public List<ColumnType> types() {
		return MysqlTypes.all(this.variant);
	}

	@Override
	public TypeChoice typeFor(ColumnType source, EngineKind sourceEngine) {
		return MysqlTypes.typeFor(source, sourceEngine, this.variant);
	}

	@Override
	public boolean indexable(ColumnType type) {
		return type.kind() != Kind.JSON;
	}

	/**
	 * A decimal within a JSON value of MySQL has more digits than the float that its text
	 * becomes.
	 */
	@Override
	public boolean rereadsJson() {
		return !this.variant.mariadb();
	}

	@Override
	public Table retyped(Table before, Table wanted) {
		CreateTable statement = new CreateTable(before.options());
		MysqlDdl ddl = new MysqlDdl(dialect(), this.variant);
		for (int i = 0; i < wanted.columns().size(); i++) {
			Column column = before.columns().get(i);
			Column other = wanted.columns().get(i);
			if (!other.type().equals(column.type())) {
				statement.replace(column, ddl.definition(other, statement, column));
			}
		}
		return wanted.withOptions(statement.text());
	}

	@Override
	public List<Finding> missing(Connection target, Catalog wanted) throws SQLException {
		List<Finding> findings = new ArrayList<>(StorageEngines.of(target, wanted));
		findings.addAll(RequiredKeys.of(target, wanted));
		return findings;
	}

	@Override
	public TableCase tableCase() {
		return this.variant.tableCase();
	}

	@Override
	public @Nullable ColumnType typeNamed(String written) {
		return NamedTypes.of(written, this.variant);
	}

	@Override
	public String textTypeName() {
		return "longtext";
	}

	@Override
	public List<String> typeNames() {
		return NamedTypes.names(this.variant);
	}

	@Override
	public @Nullable ColumnType enumOf(List<String> labels) {
		return MysqlTypes.enumOf(labels);
	}

	@Override
	public Fit fit(List<Table> tables, EngineKind sourceEngine) {
		return new MysqlFit(this.variant, sourceEngine).of(tables);
	}

	@Override
	public KeyCuts cuts(Connection connection, Table table, LongToIntFunction ranges) throws SQLException {
		return new SteppedCuts(codec(), dialect(), connection, table).cuts(ranges);
	}

	@Override
	public RowCursor read(Connection connection, TableRead read) throws SQLException {
		return new PagedCursor(codec(), dialect(), connection, read);
	}

	/** Sorts in memory, as far as the server has it as a setting. */
	@Override
	public void prepareToBuild(Connection connection, int sessions) throws SQLException {
		List<Long> buffers = new ArrayList<>();
		Statements.query(connection, "SHOW VARIABLES LIKE 'innodb\\_ddl\\_buffer\\_size'",
				(row) -> buffers.add(row.getLong(2)));
		long wanted = BUILD_BYTES / sessions;
		if (buffers.stream().anyMatch((bytes) -> bytes < wanted)) {
			Statements.execute(connection, "SET SESSION innodb_ddl_buffer_size = " + wanted);
		}
		if (OrphanQuery.isQuickHere(this.variant)) {
			Statements.execute(connection, "SET SESSION join_buffer_size = " + wanted);
		}
	}

	@Override
	public String orphanQuery(Connection connection, Table table, ForeignKey key) throws SQLException {
		return OrphanQuery.isQuickHere(this.variant) ? new OrphanQuery(dialect(), table, key).of(connection) : "";
	}

	/** InnoDB's. */
	@Override
	public int mostColumns() {
		return MOST_COLUMNS;
	}

	/**
	 * The length of a value is only known when it was read, and that of a table is an
	 * estimate.
	 */
	@Override
	public boolean mayHoldLarger(Connection connection, TableName table, List<ColumnBinding> columns, long bytes)
			throws SQLException {
		if (columns.stream().noneMatch((column) -> holdsAnySize(column.column().type()))) {
			return false;
		}
		List<Boolean> small = new ArrayList<>();
		Statements.query(connection,
				"SELECT data_length < ? / 2 FROM information_schema.tables WHERE table_schema = DATABASE()"
						+ " AND table_name = ?",
				(row) -> small.add(row.getBoolean(1)), String.valueOf(bytes), table.name());
		return !small.contains(true);
	}

	@Override
	public List<Column> keyForLargeValues(Connection connection, TableName table, List<ColumnBinding> columns,
			List<Column> key) throws SQLException {
		if (key.isEmpty() || columns.stream().noneMatch(LargeColumns::mayBeLarge)) {
			return List.of();
		}
		List<String> primary = Statements.strings(connection,
				"SELECT column_name FROM information_schema.statistics WHERE table_schema = DATABASE()"
						+ " AND table_name = ? AND index_name = 'PRIMARY' ORDER BY seq_in_index",
				table.name());
		return primary.equals(key.stream().map(Column::name).toList()) ? key : List.of();
	}

	/** Statements that the server prepares give fields in a binary form. */
	@Override
	public boolean givesFields(Connection connection) throws SQLException {
		return !connection.unwrap(JdbcConnection.class)
			.getPropertySet()
			.getBooleanProperty(PropertyKey.useServerPrepStmts)
			.getValue();
	}

	@Override
	public FieldCursor fields(Connection connection, TableRead read) throws SQLException {
		return new PagedFields(new PagedRows(codec(), dialect(), connection, read));
	}

	@Override
	protected boolean holds(ColumnBinding column, Object value) {
		if (column.kind() == Kind.JSON) {
			return this.variant.mariadb() ? JsonFit.isJson(value.toString()) : JsonFit.fits(value.toString(), true);
		}
		try {
			ExactValue.of(column.column(), column.kind(), value);
			return true;
		}
		catch (ValueException ex) {
			return false;
		}
	}

	@Override
	public boolean refusesValue(SQLException error) {
		return ServerError.BAD_VALUES.contains(error.getErrorCode()) || ServerError.refusesColumn(error)
				|| super.refusesValue(error);
	}

	@Override
	public boolean violatesConstraint(SQLException error) {
		return error.getErrorCode() == ServerError.CHECK_VIOLATED || error.getErrorCode() == ServerError.ROW_TOO_LARGE
				|| super.violatesConstraint(error);
	}

	@Override
	public void useExisting(Connection connection) throws SQLException {
		Statements.execute(connection, "SET SESSION foreign_key_checks = 0");
	}

	@Override
	public List<String> triggers(Connection connection, TableName table) throws SQLException {
		return Statements.strings(connection,
				"SELECT trigger_name FROM information_schema.triggers WHERE event_object_schema = DATABASE()"
						+ " AND event_object_table = ? AND event_manipulation = 'INSERT' ORDER BY 1",
				table.name());
	}

	@Override
	public boolean numbersBelowRows() {
		return false;
	}

	@Override
	public BulkWriter writer(Connection connection, TableName table, List<ColumnBinding> columns) throws SQLException {
		return columns.isEmpty() ? new InsertWriter(this, connection, table, columns)
				: new LoadWriter(this, connection, table, columns, takesFiles(connection));
	}

	@Override
	public @Nullable FieldWriter fieldWriter(Connection connection, TableName table, List<ColumnBinding> source,
			List<ColumnBinding> columns) throws SQLException {
		return (columns.isEmpty() || !takesFiles(connection)) ? null
				: LoadFields.of(dialect(), connection, table, source, columns);
	}

	private static boolean takesFiles(Connection connection) throws SQLException {
		List<Boolean> allowed = new ArrayList<>();
		Statements.query(connection, "SELECT @@local_infile", (row) -> allowed.add(row.getBoolean(1)));
		return allowed.contains(true);
	}

	/** Texts are compared by their characters, whatever the column's collation. */
	@Override
	public String deletingOne(TableName table, List<ColumnBinding> columns) {
		return "DELETE FROM " + dialect().quote(table) + " WHERE " + columns.stream().map((column) -> {
			String name = dialect().quote(column.column().name());
			String parameter = codec().parameter(column.column(), column.kind());
			return switch (column.column().type().kind()) {
				case TEXT, CHAR, ENUM -> sameCharacters(name);
				case JSON -> (kind() == EngineKind.MARIADB) ? sameCharacters(name)
						: name + " <=> CAST(" + parameter + " AS JSON)";
				default -> name + " <=> " + parameter;
			};
		}).collect(Collectors.joining(" AND ")) + " LIMIT 1";
	}

	private static String sameCharacters(String column) {
		return "CAST(CONVERT(" + column + " USING utf8mb4) AS BINARY) <=> CAST(CONVERT(? USING utf8mb4) AS BINARY)";
	}

	@Override
	public String backend(Connection connection) throws SQLException {
		return Backends.name(connection);
	}

	@Override
	public void endBackend(Connection connection, String backend) throws SQLException {
		Backends.end(connection, backend);
	}

	/**
	 * Where commits don't wait for the disk, a server that dies, or loses its machine,
	 * would forget the last of them. Who may not force it is told before.
	 */
	@Override
	public void makeDurable(Connection connection) throws SQLException {
		if (RelaxedCommits.of(connection).isPresent()) {
			RelaxedCommits.force(connection);
		}
	}

}
