package dev.drover.engine.h2;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

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
 * Reads an H2 database's schemas by its information schema.
 */
final class H2Catalog {

	/** Schemas of the engine and of Drover. */
	private static final String USER_SCHEMA = " NOT IN ('INFORMATION_SCHEMA', 'DROVER')";

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
		query("SELECT table_schema, table_name, table_type, row_count_estimate, remarks FROM information_schema.tables"
				+ " WHERE table_schema" + USER_SCHEMA + " ORDER BY table_schema, table_name", (row) -> {
					if (row.getString(3).equals("VIEW")) {
						leftBehind.add(new LeftBehind("view", name(row.getString(1), row.getString(2)).display()));
					}
					else {
						tables.add(table(row.getString(1), row.getString(2), row.getLong(4))
							.withComment(row.getString(5)));
					}
				});
		query("SELECT trigger_schema, trigger_name FROM information_schema.triggers WHERE trigger_schema" + USER_SCHEMA,
				(row) -> leftBehind.add(new LeftBehind("trigger", name(row.getString(1), row.getString(2)).display())));
		List<Sequence> sequences = new ArrayList<>();
		query("SELECT sequence_schema, sequence_name, data_type, start_value, increment, minimum_value, maximum_value,"
				+ " cache, cycle_option, base_value FROM information_schema.sequences WHERE sequence_schema"
				+ USER_SCHEMA + " AND sequence_name NOT LIKE 'SYSTEM_SEQUENCE_%' ORDER BY sequence_name",
				(row) -> sequences.add(new Sequence(name(row.getString(1), row.getString(2)), row.getString(3),
						new SequenceOptions(row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7),
								Math.max(1, row.getLong(8)), row.getString(9).equals("YES")),
						row.getLong(10), null, null)));
		return new Catalog(tables, sequences, List.of(), leftBehind);
	}

	private Table table(String schema, String name, long rows) throws SQLException {
		List<Column> columns = new ArrayList<>();
		query("SELECT column_name, data_type, character_maximum_length, numeric_precision, numeric_scale,"
				+ " datetime_precision, is_nullable, column_default, is_identity, identity_generation, identity_start,"
				+ " identity_increment, identity_minimum, identity_maximum, identity_cache, identity_cycle, identity_base,"
				+ " generation_expression, DATA_TYPE_SQL(table_schema, table_name, 'TABLE', dtd_identifier), remarks"
				+ " FROM information_schema.columns WHERE table_schema = ? AND table_name = ?"
				+ " ORDER BY ordinal_position", (row) -> columns.add(column(row)), schema, name);
		List<Key> uniques = new ArrayList<>();
		List<Key> primary = new ArrayList<>();
		List<ForeignKey> foreignKeys = new ArrayList<>();
		List<CheckConstraint> checks = new ArrayList<>();
		query("SELECT t.constraint_name, t.constraint_type, c.check_clause FROM information_schema.table_constraints t"
				+ " LEFT JOIN information_schema.check_constraints c ON c.constraint_schema = t.constraint_schema"
				+ " AND c.constraint_name = t.constraint_name"
				+ " WHERE t.table_schema = ? AND t.table_name = ? ORDER BY t.constraint_name", (row) -> {
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
		ColumnType type = H2Types.parse(row.getString(2), row.getLong(3), row.getInt(4), row.getInt(5), row.getInt(6),
				row.getString(19));
		Identity identity = "YES"
			.equals(row.getString(9))
					? new Identity("ALWAYS".equals(row.getString(10)),
							new SequenceOptions(row.getLong(11), row.getLong(12), row.getLong(13), row.getLong(14),
									Math.max(1, row.getLong(15)), "YES".equals(row.getString(16))),
							row.getLong(17))
					: null;
		String generated = row.getString(18);
		String collation = "VARCHAR_IGNORECASE".equals(row.getString(2)) ? "IGNORECASE" : null;
		return new Column(row.getString(1), type, "YES".equals(row.getString(7)), Defaults.parse(row.getString(8)),
				identity, (generated == null) ? null : "(" + generated + ")", collation)
			.withComment(row.getString(20));
	}

	private List<String> keyColumns(String schema, String constraint) throws SQLException {
		List<String> columns = new ArrayList<>();
		query("SELECT column_name FROM information_schema.key_column_usage WHERE constraint_schema = ?"
				+ " AND constraint_name = ? ORDER BY ordinal_position", (row) -> columns.add(row.getString(1)), schema,
				constraint);
		return columns;
	}

	private ForeignKey foreignKey(String schema, String constraint) throws SQLException {
		List<ForeignKey> keys = new ArrayList<>();
		query("SELECT c.unique_constraint_name, c.delete_rule, c.update_rule, t.table_name, t.table_schema"
				+ " FROM information_schema.referential_constraints c JOIN information_schema.table_constraints t"
				+ " ON t.constraint_schema = c.unique_constraint_schema"
				+ " AND t.constraint_name = c.unique_constraint_name"
				+ " WHERE c.constraint_schema = ? AND c.constraint_name = ?",
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
		query("SELECT index_name, index_type_name FROM information_schema.indexes WHERE table_schema = ?"
				+ " AND table_name = ? AND NOT is_generated ORDER BY index_name", (row) -> {
					List<Index.Part> parts = new ArrayList<>();
					query("SELECT column_name, ordering_specification FROM information_schema.index_columns"
							+ " WHERE index_schema = ? AND index_name = ? ORDER BY ordinal_position",
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
