package dev.drover.engine.h2;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.CheckConstraint;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Identity;
import dev.drover.engine.catalog.Index;
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

	H2Catalog(Connection connection) throws SQLException {
		this.connection = connection;
		this.defaultSchema = connection.getSchema();
	}

	private TableName name(String schema, String name) {
		return new TableName(schema.equals(this.defaultSchema) ? null : schema, name);
	}

	Catalog read() throws SQLException {
		List<Table> tables = new ArrayList<>();
		List<LeftBehind> leftBehind = new ArrayList<>();
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
				+ USER_SCHEMA + " AND SEQUENCE_NAME NOT LIKE 'SYSTEM_SEQUENCE_%' ORDER BY SEQUENCE_NAME",
				(row) -> sequences.add(new Sequence(name(row.getString(1), row.getString(2)), row.getString(3),
						new SequenceOptions(row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7),
								Math.max(1, row.getLong(8)), row.getString(9).equals("YES")),
						row.getLong(10), null, null)));
		return new Catalog(tables, sequences, List.of(), leftBehind);
	}

	private Table table(String schema, String name, long rows) throws SQLException {
		List<Column> columns = new ArrayList<>();
		query("SELECT COLUMN_NAME, DATA_TYPE, CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION, NUMERIC_SCALE,"
				+ " DATETIME_PRECISION, IS_NULLABLE, COLUMN_DEFAULT, IS_IDENTITY, IDENTITY_GENERATION, IDENTITY_START,"
				+ " IDENTITY_INCREMENT, IDENTITY_MINIMUM, IDENTITY_MAXIMUM, IDENTITY_CACHE, IDENTITY_CYCLE, IDENTITY_BASE,"
				+ " GENERATION_EXPRESSION, DATA_TYPE_SQL(TABLE_SCHEMA, TABLE_NAME, 'TABLE', DTD_IDENTIFIER), REMARKS"
				+ " FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ?"
				+ " ORDER BY ORDINAL_POSITION", (row) -> columns.add(column(row)), schema, name);
		List<Key> uniques = new ArrayList<>();
		List<Key> primary = new ArrayList<>();
		List<ForeignKey> foreignKeys = new ArrayList<>();
		List<CheckConstraint> checks = new ArrayList<>();
		query("SELECT T.CONSTRAINT_NAME, T.CONSTRAINT_TYPE, C.CHECK_CLAUSE FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS T"
				+ " LEFT JOIN INFORMATION_SCHEMA.CHECK_CONSTRAINTS C ON C.CONSTRAINT_SCHEMA = T.CONSTRAINT_SCHEMA"
				+ " AND C.CONSTRAINT_NAME = T.CONSTRAINT_NAME"
				+ " WHERE T.TABLE_SCHEMA = ? AND T.TABLE_NAME = ? ORDER BY T.CONSTRAINT_NAME", (row) -> {
					String constraint = row.getString(1);
					switch (row.getString(2)) {
						case "PRIMARY KEY" -> primary.add(new Key(constraint, keyColumns(schema, constraint), ""));
						case "UNIQUE" -> uniques.add(new Key(constraint, keyColumns(schema, constraint), ""));
						case "FOREIGN KEY" -> foreignKeys.add(foreignKey(schema, constraint));
						default -> checks.add(new CheckConstraint(constraint, "CHECK (" + row.getString(3) + ")"));
					}
				}, schema, name);
		return new Table(name(schema, name), columns, primary.isEmpty() ? null : primary.get(0), uniques,
				indexes(schema, name), foreignKeys, checks, Lineage.NONE, "", rows, -1);
	}

	private static Column column(ResultSet row) throws SQLException {
		// where names are lower case, so are those of types
		String declared = row.getString(2).toUpperCase(Locale.ROOT);
		ColumnType type = H2Types.parse(declared, row.getLong(3), row.getInt(4), row.getInt(5), row.getInt(6),
				row.getString(19));
		Identity identity = "YES"
			.equals(row.getString(9))
					? new Identity("ALWAYS".equals(row.getString(10)),
							new SequenceOptions(row.getLong(11), row.getLong(12), row.getLong(13), row.getLong(14),
									Math.max(1, row.getLong(15)), "YES".equals(row.getString(16))),
							row.getLong(17))
					: null;
		String generated = row.getString(18);
		String collation = "VARCHAR_IGNORECASE".equals(declared) ? "IGNORECASE" : null;
		return new Column(row.getString(1), type, "YES".equals(row.getString(7)), Defaults.parse(row.getString(8)),
				identity, (generated == null) ? null : "(" + generated + ")", collation)
			.withComment(row.getString(20));
	}

	private List<String> keyColumns(String schema, String constraint) throws SQLException {
		List<String> columns = new ArrayList<>();
		query("SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.KEY_COLUMN_USAGE WHERE CONSTRAINT_SCHEMA = ?"
				+ " AND CONSTRAINT_NAME = ? ORDER BY ORDINAL_POSITION", (row) -> columns.add(row.getString(1)), schema,
				constraint);
		return columns;
	}

	private ForeignKey foreignKey(String schema, String constraint) throws SQLException {
		List<ForeignKey> keys = new ArrayList<>();
		query("SELECT C.UNIQUE_CONSTRAINT_NAME, C.DELETE_RULE, C.UPDATE_RULE, T.TABLE_NAME, T.TABLE_SCHEMA"
				+ " FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS C JOIN INFORMATION_SCHEMA.TABLE_CONSTRAINTS T"
				+ " ON T.CONSTRAINT_SCHEMA = C.UNIQUE_CONSTRAINT_SCHEMA"
				+ " AND T.CONSTRAINT_NAME = C.UNIQUE_CONSTRAINT_NAME"
				+ " WHERE C.CONSTRAINT_SCHEMA = ? AND C.CONSTRAINT_NAME = ?",
				(row) -> keys.add(new ForeignKey(constraint, keyColumns(schema, constraint),
						name(row.getString(5), row.getString(4)), keyColumns(row.getString(5), row.getString(1)),
						action(row.getString(2)), action(row.getString(3)), false, false, true)),
				schema, constraint);
		return keys.get(0);
	}

	private static ForeignKey.Action action(String rule) {
		return ForeignKey.Action.valueOf(rule.replace(' ', '_'));
	}

	/** Indexes that the engine did not make by itself for a key. */
	private List<Index> indexes(String schema, String table) throws SQLException {
		List<Index> indexes = new ArrayList<>();
		query("SELECT INDEX_NAME, INDEX_TYPE_NAME FROM INFORMATION_SCHEMA.INDEXES WHERE TABLE_SCHEMA = ?"
				+ " AND TABLE_NAME = ? AND NOT IS_GENERATED ORDER BY INDEX_NAME", (row) -> {
					List<Index.Part> parts = new ArrayList<>();
					query("SELECT COLUMN_NAME, ORDERING_SPECIFICATION FROM INFORMATION_SCHEMA.INDEX_COLUMNS"
							+ " WHERE INDEX_SCHEMA = ? AND INDEX_NAME = ? ORDER BY ORDINAL_POSITION",
							(part) -> parts
								.add(new Index.Part(part.getString(1), null, "DESC".equals(part.getString(2)))),
							schema, row.getString(1));
					indexes.add(new Index(row.getString(1), row.getString(2).startsWith("UNIQUE"), parts, null, "btree",
							null));
				}, schema, table);
		return indexes;
	}

	private void query(String sql, Statements.RowHandler handler, @Nullable String... parameters) throws SQLException {
		Statements.query(this.connection, sql, handler, parameters);
	}

}
