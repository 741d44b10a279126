package dev.drover.engine.h2;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.CheckConstraint;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Identity;
import dev.drover.engine.catalog.Key;
import dev.drover.engine.catalog.LeftBehind;
import dev.drover.engine.catalog.Lineage;
import dev.drover.engine.catalog.Sequence;
import dev.drover.engine.catalog.SequenceOptions;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.Defaults;
import dev.drover.engine.jdbc.Statements;

/**
 * Reads an H2 database's schemas by its information schema. Its names are in upper case
 * here, where a database may fold nothing; one that folds to lower case has them in that.
 */
final class H2Catalog {

	/** Schemas of the engine and of Drover. */
	private static final String USER_SCHEMA = " NOT IN ('INFORMATION_SCHEMA', 'information_schema', 'PG_CATALOG',"
			+ " 'pg_catalog', 'DROVER')";

	private final Connection connection;

	private final String defaultSchema;

	private final H2Domains domains;

	private final H2Constraints constraints;

	/** Columns of each table, and what their domains check. */
	private final Map<String, Columns> columns = new HashMap<>();

	H2Catalog(Connection connection) throws SQLException {
		this.constraints = H2Constraints.read(connection);
		this.domains = H2Domains.read(connection, this.constraints);
		this.connection = connection;
		this.defaultSchema = connection.getSchema();
	}

	private TableName name(String schema, String name) {
		return new TableName(schema.equals(this.defaultSchema) ? null : schema, name);
	}

	Catalog read() throws SQLException {
		List<Table> tables = new ArrayList<>();
		List<LeftBehind> leftBehind = new ArrayList<>();
		readColumns();
		query("SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, ROW_COUNT_ESTIMATE, REMARKS FROM INFORMATION_SCHEMA.TABLES"
				+ " WHERE TABLE_SCHEMA" + USER_SCHEMA + " ORDER BY TABLE_SCHEMA, TABLE_NAME", (row) -> {
					if (row.getString(3).equals("VIEW")) {
						leftBehind.add(new LeftBehind("view", name(row.getString(1), row.getString(2)).display()));
					}
					else {
						tables.add(table(row.getString(1), row.getString(2), row.getLong(4))
							.withComment(row.getString(5)));
					}
				});
		query("SELECT TRIGGER_SCHEMA, TRIGGER_NAME FROM INFORMATION_SCHEMA.TRIGGERS WHERE TRIGGER_SCHEMA" + USER_SCHEMA,
				(row) -> leftBehind.add(new LeftBehind("trigger", name(row.getString(1), row.getString(2)).display())));
		List<Sequence> sequences = new ArrayList<>();
		query("SELECT SEQUENCE_SCHEMA, SEQUENCE_NAME, DATA_TYPE, START_VALUE, INCREMENT, MINIMUM_VALUE, MAXIMUM_VALUE,"
				+ " CACHE, CYCLE_OPTION, BASE_VALUE FROM INFORMATION_SCHEMA.SEQUENCES WHERE SEQUENCE_SCHEMA"
				+ USER_SCHEMA + " AND SEQUENCE_NAME NOT LIKE 'SYSTEM_SEQUENCE_%' ORDER BY SEQUENCE_NAME", (row) -> {
					SequenceOptions options = options(row, 4);
					sequences.add(new Sequence(name(row.getString(1), row.getString(2)), row.getString(3), options,
							next(row, 10, options), null, null));
				});
		return new Catalog(tables, sequences, List.of(), leftBehind);
	}

	/** All at once: H2 makes the whole view anew for each question. */
	private void readColumns() throws SQLException {
		query("SELECT COLUMN_NAME, DATA_TYPE, CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION, NUMERIC_SCALE,"
				+ " DATETIME_PRECISION, IS_NULLABLE, COLUMN_DEFAULT, IS_IDENTITY, IDENTITY_GENERATION, IDENTITY_START,"
				+ " IDENTITY_INCREMENT, IDENTITY_MINIMUM, IDENTITY_MAXIMUM, IDENTITY_CACHE, IDENTITY_CYCLE, IDENTITY_BASE,"
				+ " GENERATION_EXPRESSION, DATA_TYPE_SQL(TABLE_SCHEMA, TABLE_NAME, 'TABLE', DTD_IDENTIFIER), REMARKS,"
				+ " IS_VISIBLE, COLUMN_ON_UPDATE, DOMAIN_SCHEMA, DOMAIN_NAME, TABLE_SCHEMA, TABLE_NAME, DEFAULT_ON_NULL"
				+ " FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA" + USER_SCHEMA
				+ " ORDER BY TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION", (row) -> {
					Columns columns = this.columns.computeIfAbsent(
							H2Constraints.name(row.getString(25), row.getString(26)), (key) -> Columns.none());
					columns.all.add(column(row));
					columns.checks.addAll(this.domains.checks(row.getString(23), row.getString(24),
							new H2Dialect().quote(row.getString(1))));
				});
	}

	private Table table(String schema, String name, long rows) {
		Columns columns = this.columns.getOrDefault(H2Constraints.name(schema, name), Columns.none());
		List<Key> uniques = new ArrayList<>();
		List<Key> primary = new ArrayList<>();
		List<ForeignKey> foreignKeys = new ArrayList<>();
		List<CheckConstraint> checks = new ArrayList<>(columns.checks);
		for (H2Constraints.Constraint constraint : this.constraints.of(schema, name)) {
			switch (constraint.type()) {
				case "PRIMARY KEY" -> primary.add(this.constraints.key(constraint));
				case "UNIQUE" -> uniques.add(this.constraints.key(constraint));
				case "FOREIGN KEY" -> foreignKeys.add(foreignKey(constraint));
				default -> checks.add(new CheckConstraint(constraint.name(),
						"CHECK (" + this.constraints.check(constraint.id()) + ")"));
			}
		}
		return new Table(name(schema, name), columns.all, primary.isEmpty() ? null : primary.get(0), uniques,
				this.constraints.indexes(schema, name), foreignKeys, checks, Lineage.NONE, "", rows, -1);
	}

	private ForeignKey foreignKey(H2Constraints.Constraint constraint) {
		ForeignKey key = this.constraints.foreignKey(constraint);
		TableName parent = key.referencedTable();
		return key.to(name(String.valueOf(parent.schema()), parent.name()));
	}

	private Column column(ResultSet row) throws SQLException {
		// where names are lower case, so are those of types
		String declared = row.getString(2).toUpperCase(Locale.ROOT);
		ColumnType type = H2Types.parse(declared, row.getLong(3), row.getInt(4), row.getInt(5), row.getInt(6),
				row.getString(19));
		Identity identity = null;
		if ("YES".equals(row.getString(9))) {
			SequenceOptions options = options(row, 11);
			identity = new Identity("ALWAYS".equals(row.getString(10)), options, next(row, 17, options));
		}
		String generated = row.getString(18);
		String collation = "VARCHAR_IGNORECASE".equals(declared) ? "IGNORECASE" : null;
		String own = row.getString(8);
		String defaultSql = (own == null && identity == null && generated == null)
				? this.domains.defaultSql(row.getString(23), row.getString(24)) : own;
		return new Column(row.getString(1), type, "YES".equals(row.getString(7)), Defaults.parse(defaultSql), identity,
				(generated == null) ? null : "(" + generated + ")", collation)
			.withComment(row.getString(20))
			.withHabits(new Column.Habits(!row.getBoolean(21), Defaults.parse(row.getString(22)), row.getBoolean(27)));
	}

	private static SequenceOptions options(ResultSet row, int first) throws SQLException {
		return new SequenceOptions(row.getLong(first), row.getLong(first + 1), row.getLong(first + 2),
				row.getLong(first + 3), Math.max(1, row.getLong(first + 4)), "YES".equals(row.getString(first + 5)));
	}

	/** A sequence that has given its last number has no base. */
	private static long next(ResultSet row, int index, SequenceOptions options) throws SQLException {
		long base = row.getLong(index);
		return row.wasNull() ? options.beyondLast() : base;
	}

	private void query(String sql, Statements.RowHandler handler, @Nullable String... parameters) throws SQLException {
		Statements.query(this.connection, sql, handler, parameters);
	}

	/**
	 * What a table has.
	 *
	 * @param all its columns
	 * @param checks the checks of their domains
	 */
	private record Columns(List<Column> all, List<CheckConstraint> checks) {

		static Columns none() {
			return new Columns(new ArrayList<>(), new ArrayList<>());
		}

	}

}
