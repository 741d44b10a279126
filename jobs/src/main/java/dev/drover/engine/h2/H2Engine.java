package dev.drover.engine.h2;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Access;
import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Detour;
import dev.drover.engine.Dialect;
import dev.drover.engine.Engine;
import dev.drover.engine.EngineKind;
import dev.drover.engine.Footprint;
import dev.drover.engine.Hazards;
import dev.drover.engine.SourceMoment;
import dev.drover.engine.TypeChoice;
import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.HeldConnections;
import dev.drover.engine.jdbc.JdbcEngine;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.value.JsonFit;
import dev.drover.engine.value.Kind;
import dev.drover.engine.value.LongText;
import dev.drover.engine.value.Utf8;
import dev.drover.plan.Endpoint;

/**
 * H2, embedded or as a server.
 */
public final class H2Engine extends JdbcEngine {

	private static final int MOST_COLUMNS = 16_384;

	private static final Footprint FOOTPRINT = new Footprint(16, 2, 16, 0.7, Footprint.Ordered.BY_WHOLE_NUMBER);

	/** Times that are no durations. */
	private static final Pattern DAY_TIME = Pattern
		.compile("(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?(?:[-+].*)?");

	/** A server decides for itself how long it keeps a database open. */
	private static final Pattern SERVED = Pattern.compile("^jdbc:h2:(?:tcp|ssl):");

	/** Rows are streamed from the table instead of being collected first. */
	private static final List<String> SESSION = List.of("SET TIME ZONE 'UTC'", "SET LAZY_QUERY_EXECUTION 1");

	public H2Engine() {
		this(new H2Dialect());
	}

	private H2Engine(Dialect dialect) {
		super(EngineKind.H2, "jdbc:h2:", dialect, new H2Codec(), new H2Ddl(dialect));
	}

	/** How names are folded is said by the URL, which each connection needs. */
	@Override
	public Engine at(Endpoint endpoint) {
		return new H2Engine(new H2Dialect(endpoint.url()));
	}

	@Override
	public Access access() {
		return new H2Access();
	}

	@Override
	public Footprint footprint() {
		return FOOTPRINT;
	}

	@Override
	public Connection connect(Endpoint endpoint) {
		return open(endpoint, new Properties(), SESSION);
	}

	@Override
	public @Nullable Connection hold(Endpoint endpoint) {
		return SERVED.matcher(endpoint.url()).find() ? null : connect(endpoint);
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
	public List<ColumnType> types() {
		return H2Types.all();
	}

	@Override
	public TypeChoice typeFor(ColumnType source, EngineKind sourceEngine) {
		return H2Types.typeFor(source, sourceEngine);
	}

	@Override
	public @Nullable ColumnType typeNamed(String written) {
		return NamedTypes.of(written);
	}

	@Override
	public String textTypeName() {
		return "character varying";
	}

	@Override
	public List<String> typeNames() {
		return NamedTypes.NAMES;
	}

	@Override
	public boolean indexable(ColumnType type) {
		return !type.declared().contains("LARGE OBJECT");
	}

	/** The offset is a part of the stored value; the canonical form is in UTC. */
	@Override
	public Kind exactKind(ColumnType type) {
		return switch (type.kind()) {
			case TIMESTAMPTZ, TIMETZ -> Kind.NATIVE;
			default -> type.kind();
		};
	}

	/** See {@link EmbeddedStore}. */
	@Override
	public List<Detour> detours(Connection connection, Table table) throws SQLException {
		return table.foreignKeys()
			.stream()
			.map((key) -> new Detour(table.name(), key.name(),
					"ALTER TABLE " + dialect().quote(table.name()) + " DROP CONSTRAINT IF EXISTS "
							+ dialect().quote(key.name()),
					ddl().addForeignKey(table, key), ddl().addForeignKey(table, key.unchecked())))
			.toList();
	}

	@Override
	public List<String> triggers(Connection connection, TableName table) throws SQLException {
		return Statements
			.strings(connection, "SELECT TRIGGER_NAME FROM INFORMATION_SCHEMA.TRIGGERS WHERE EVENT_OBJECT_SCHEMA ="
					+ " COALESCE(?, CURRENT_SCHEMA) AND EVENT_OBJECT_TABLE = ? AND EVENT_MANIPULATION LIKE '%INSERT%'"
					+ " ORDER BY 1", table.schema(), table.name());
	}

	@Override
	public int mostColumns() {
		return MOST_COLUMNS;
	}

	@Override
	public int writers() {
		return 1;
	}

	@Override
	public void beginWrite(Connection connection) throws SQLException {
		EmbeddedStore.writtenByWritersOnly(connection);
		super.beginWrite(connection);
	}

	@Override
	public void makeDurable(Connection connection) throws SQLException {
		// H2 writes commits with a delay; without this a kill could forget a finished
		// chunk
		Statements.execute(connection, "CHECKPOINT SYNC");
	}

	@Override
	public Column rowLocator() {
		return new Column(H2Dialect.ROW_NUMBER, new ColumnType(Kind.INTEGER, 8, 0, "BIGINT"), false, null, null, null,
				null);
	}

	@Override
	protected boolean holds(ColumnBinding column, Object value) {
		if (value instanceof Float || value instanceof Double) {
			return !value.toString().equals("-0.0");
		}
		if (value instanceof LongText text) {
			return H2Codec.fits(column.column(), text) && super.holds(column, value);
		}
		if (value instanceof String text) {
			boolean held = switch (column.kind()) {
				case DATE, TIMESTAMP, TIMESTAMPTZ -> !text.endsWith("infinity") && Hazards.isOnCalendar(text);
				case TIME, TIMETZ -> DAY_TIME.matcher(text).matches();
				case DECIMAL -> column.column().type().size() == 0;
				case TEXT, CHAR -> !Utf8.holdsStrayBytes(text) && H2Codec.fits(column.column(), text);
				case JSON -> JsonFit.isJson(text);
				default -> !Utf8.holdsStrayBytes(text);
			};
			return held && super.holds(column, value);
		}
		return super.holds(column, value);
	}

}
