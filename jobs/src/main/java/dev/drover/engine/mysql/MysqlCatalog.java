package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.CheckConstraint;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.DefaultValue;
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
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.value.Kind;

/**
 * Reads the connection's database by its information schema: one query for each sort of
 * thing, and each table's own statement.
 */
final class MysqlCatalog {

	private static final String NOT_DROVERS = " NOT LIKE 'drover|_%' ESCAPE '|'";

	private static final String TABLES = "SELECT table_name, table_rows, data_length, table_comment"
			+ " FROM information_schema.tables"
			+ " WHERE table_schema = DATABASE() AND table_type IN ('BASE TABLE', 'SYSTEM VERSIONED') AND table_name"
			+ NOT_DROVERS + " ORDER BY table_name";

	private static final String COLUMNS = "SELECT table_name, column_name, column_type, character_maximum_length,"
			+ " numeric_precision, numeric_scale, datetime_precision, is_nullable, column_default, extra,"
			+ " generation_expression, collation_name, column_comment FROM information_schema.columns WHERE table_schema = DATABASE()"
			+ " ORDER BY table_name, ordinal_position";

	private static final String MARIADB_CHECKS = "SELECT table_name, constraint_name, check_clause, 'YES'"
			+ " FROM information_schema.check_constraints WHERE constraint_schema = DATABASE()";

	private static final String MYSQL_CHECKS = "SELECT t.table_name, c.constraint_name, c.check_clause, t.enforced"
			+ " FROM information_schema.check_constraints c JOIN information_schema.table_constraints t"
			+ " ON t.constraint_schema = c.constraint_schema AND t.constraint_name = c.constraint_name"
			+ " AND t.constraint_type = 'CHECK' WHERE c.constraint_schema = DATABASE()";

	private static final String INDEXES = "SELECT table_name, index_name, non_unique, column_name, sub_part, collation,"
			+ " index_type, %s FROM information_schema.statistics WHERE table_schema = DATABASE()"
			+ " ORDER BY table_name, index_name, seq_in_index";

	private static final String FOREIGN_KEYS = "SELECT k.table_name, k.constraint_name, k.column_name,"
			+ " k.referenced_table_name, k.referenced_column_name, r.delete_rule, r.update_rule,"
			+ " k.referenced_table_schema FROM information_schema.key_column_usage k"
			+ " JOIN information_schema.referential_constraints r ON r.constraint_schema = k.constraint_schema"
			+ " AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name"
			+ " WHERE k.table_schema = DATABASE() AND k.referenced_table_name IS NOT NULL"
			+ " ORDER BY k.table_name, k.constraint_name, k.ordinal_position";

	/** What a table of MariaDB keeps of rows as they were. */
	private static final String HISTORY = "history of the rows of";

	private static final String LEFT_BEHIND = "SELECT 'view', table_name FROM information_schema.views"
			+ " WHERE table_schema = DATABASE() UNION ALL SELECT 'trigger', trigger_name"
			+ " FROM information_schema.triggers WHERE trigger_schema = DATABASE()"
			+ " AND trigger_name NOT LIKE 'drover\\_%' UNION ALL SELECT 'routine',"
			+ " routine_name FROM information_schema.routines WHERE routine_schema = DATABASE() UNION ALL"
			+ " SELECT 'event', event_name FROM information_schema.events WHERE event_schema = DATABASE()"
			+ " UNION ALL SELECT '" + HISTORY + "', table_name FROM information_schema.tables"
			+ " WHERE table_schema = DATABASE() AND table_type = 'SYSTEM VERSIONED'" + " ORDER BY 1, 2";

	private static final String SEQUENCES = "SELECT table_name FROM information_schema.tables"
			+ " WHERE table_schema = DATABASE() AND table_type = 'SEQUENCE' ORDER BY 1";

	private static final String SEQUENCE = "SELECT start_value, increment, minimum_value, maximum_value, cache_size,"
			+ " cycle_option, next_not_cached_value FROM ";

	private final Connection connection;

	private final Variant variant;

	private final Map<String, Draft> tables = new LinkedHashMap<>();

	MysqlCatalog(Connection connection) throws SQLException {
		this.connection = connection;
		this.variant = Variant.of(connection);
	}

	Catalog read() throws SQLException {
		Statements.query(this.connection, TABLES, (row) -> this.tables.put(row.getString(1),
				new Draft(row.getString(1), row.getLong(2), row.getLong(3), row.getString(4))));
		for (Draft table : this.tables.values()) {
			showCreate(table);
		}
		Set<ColumnPlace> json = new HashSet<>();
		each(this.variant.mariadb() ? MARIADB_CHECKS : MYSQL_CHECKS, (table, row) -> check(table, row, json));
		each(FOREIGN_KEYS, MysqlCatalog::foreignKeyPart);
		each(COLUMNS, (table, row) -> table.columns.add(column(table, row, json)));
		each(String.format(Locale.ROOT, INDEXES, this.variant.mariadb() ? "NULL" : "expression"), this::indexPart);
		List<LeftBehind> leftBehind = new ArrayList<>();
		Statements.query(this.connection, LEFT_BEHIND, (row) -> leftBehind
			.add(new LeftBehind(row.getString(1), row.getString(2), row.getString(1).equals(HISTORY))));
		return new Catalog(UnsignedKeys.narrowed(this.tables.values().stream().map(Draft::table).toList()), sequences(),
				List.of(), leftBehind);
	}

	/** Only MariaDB has some. Numbers that were set aside count as given. */
	private List<Sequence> sequences() throws SQLException {
		List<String> names = new ArrayList<>();
		Statements.query(this.connection, SEQUENCES, (row) -> names.add(row.getString(1)));
		List<Sequence> sequences = new ArrayList<>();
		for (String name : names) {
			Statements.query(this.connection, SEQUENCE + new MysqlDialect().quote(name),
					(row) -> sequences.add(new Sequence(
							TableName.of(name), "bigint", new SequenceOptions(row.getLong(1), row.getLong(2),
									row.getLong(3), row.getLong(4), Math.max(1, row.getLong(5)), row.getBoolean(6)),
							row.getLong(7), null, null)));
		}
		return sequences;
	}

	/** A table that must not be read is missed by name when privileges are asked for. */
	private void showCreate(Draft table) throws SQLException {
		try {
			Statements.query(this.connection, "SHOW CREATE TABLE " + new MysqlDialect().quote(table.name),
					(row) -> table.create = row.getString(2));
		}
		catch (SQLException ex) {
			if (ex.getErrorCode() != ServerError.TABLE_ACCESS_DENIED) {
				throw ex;
			}
		}
	}

	/** Hands each row to the table that its first column names. */
	private void each(String sql, PartHandler handler) throws SQLException {
		Statements.query(this.connection, sql, (row) -> {
			Draft table = this.tables.get(row.getString(1));
			if (table != null) {
				handler.handle(table, row);
			}
		});
	}

	/** MariaDB's JSON is a text with a check. */
	private void check(Draft table, ResultSet row, Set<ColumnPlace> json) throws SQLException {
		String clause = row.getString(3);
		if (clause.startsWith("json_valid(`") && clause.endsWith("`)")) {
			json.add(new ColumnPlace(table.name, clause.substring("json_valid(`".length(), clause.length() - 2)));
		}
		else {
			table.checks.add(new CheckConstraint(row.getString(2),
					"CHECK (" + unescaped(clause) + ")" + (row.getString(4).equals("NO") ? " NOT ENFORCED" : "")));
		}
	}

	/** MySQL's information schema shows expressions as if they were inside a text. */
	private String unescaped(@Nullable String expression) {
		return (expression == null) ? ""
				: this.variant.mariadb() ? expression : expression.replaceAll("\\\\(['\\\\])", "$1");
	}

	private Column column(Draft table, ResultSet row, Set<ColumnPlace> json) throws SQLException {
		String name = row.getString(2);
		String declared = row.getString(3);
		ColumnType type = json.contains(new ColumnPlace(table.name, name)) ? ColumnType.of(Kind.JSON, "json")
				: MysqlTypes.parse(declared, length(row), row.getInt(5), row.getInt(6), row.getInt(7));
		String extra = row.getString(10).toLowerCase(Locale.ROOT);
		String expression = row.getString(11);
		String generated = null;
		if (expression != null && !expression.isEmpty()) {
			generated = "(" + unescaped(expression) + ")"
					+ (extra.contains("stored") || extra.contains("persistent") ? " STORED" : " VIRTUAL");
		}
		Identity identity = extra.contains("auto_increment")
				? new Identity(false, SequenceOptions.DEFAULT, table.statement().next()) : null;
		return new Column(name, type, row.getString(8).equals("YES"),
				(generated != null) ? null : MysqlDefaults.parse(row.getString(9), extra, type, this.variant), identity,
				generated, row.getString(12), row.getString(13),
				new Column.Habits(extra.contains("invisible"), onUpdate(extra), false));
	}

	/** No other value is taken there. */
	private static @Nullable DefaultValue onUpdate(String extra) {
		return extra.contains("on update current_timestamp")
				? new DefaultValue(DefaultValue.Form.CURRENT_TIMESTAMP, "", "CURRENT_TIMESTAMP") : null;
	}

	/** Longer than a long may hold is without a limit. */
	private static long length(ResultSet row) throws SQLException {
		String length = row.getString(4);
		return (length == null || length.length() > 10) ? 0 : Long.parseLong(length);
	}

	private void indexPart(Draft table, ResultSet row) throws SQLException {
		String name = row.getString(2);
		String column = row.getString(4);
		String prefix = row.getString(5);
		String expression = row.getString(8);
		String method = row.getString(7).toLowerCase(Locale.ROOT);
		Index.Part part = new Index.Part(column, (column == null) ? unescaped(expression) : null,
				"D".equals(row.getString(6)), (prefix == null) ? 0 : Integer.parseInt(prefix));
		Index sofar = table.indexes.get(name);
		List<Index.Part> parts = new ArrayList<>((sofar == null) ? List.of() : sofar.parts());
		parts.add(part);
		String sql = (name.equals("PRIMARY") || table.create.isEmpty()) ? null
				: "ALTER TABLE " + new MysqlDialect().quote(table.name) + " ADD " + table.statement().key(name);
		table.indexes.put(name,
				new Index(name, row.getInt(3) == 0, parts, null, method.equals("hash") ? "btree" : method, sql));
	}

	private static void foreignKeyPart(Draft table, ResultSet row) throws SQLException {
		String name = row.getString(2);
		ForeignKey sofar = table.foreignKeys.get(name);
		List<String> columns = new ArrayList<>((sofar == null) ? List.of() : sofar.columns());
		List<String> referenced = new ArrayList<>((sofar == null) ? List.of() : sofar.referencedColumns());
		columns.add(row.getString(3));
		referenced.add(row.getString(5));
		table.foreignKeys.put(name, new ForeignKey(name, columns, TableName.of(row.getString(4)), referenced,
				action(row.getString(6)), action(row.getString(7)), false, false, true));
	}

	private static ForeignKey.Action action(String rule) {
		// RESTRICT and NO ACTION mean the same, and which one was written is not kept
		return rule.equals("RESTRICT") ? ForeignKey.Action.NO_ACTION
				: ForeignKey.Action.valueOf(rule.replace(' ', '_'));
	}

	@FunctionalInterface
	private interface PartHandler {

		void handle(Draft table, ResultSet row) throws SQLException;

	}

	private record ColumnPlace(String table, String column) {

	}

	/** A table while its parts arrive. */
	private static final class Draft {

		private final String name;

		private final long rows;

		private final long bytes;

		private final String comment;

		private final List<Column> columns = new ArrayList<>();

		private final List<CheckConstraint> checks = new ArrayList<>();

		private final Map<String, Index> indexes = new LinkedHashMap<>();

		private final Map<String, ForeignKey> foreignKeys = new LinkedHashMap<>();

		private String create = "";

		private @Nullable CreateTable parsed;

		Draft(String name, long rows, long bytes, String comment) {
			this.comment = comment;
			this.name = name;
			this.rows = rows;
			this.bytes = bytes;
		}

		/** To be asked for once the foreign keys are known. */
		CreateTable statement() {
			CreateTable statement = this.parsed;
			if (statement == null) {
				statement = new CreateTable(ForeignKeyLines.without(this.create, this.foreignKeys.keySet()));
				this.parsed = statement;
			}
			return statement;
		}

		Table table() {
			Key primary = null;
			List<Key> uniques = new ArrayList<>();
			List<Index> others = new ArrayList<>();
			for (Index index : this.indexes.values()) {
				List<String> names = index.parts().stream().map((part) -> String.valueOf(part.column())).toList();
				if (index.name().equals("PRIMARY") && index.plain()) {
					primary = new Key("", names, "");
				}
				else if (index.unique() && index.plain()) {
					String sql = index.nativeSql();
					uniques.add(new Key(index.name(), names, (sql == null) ? "" : sql));
				}
				else {
					others.add(index);
				}
			}
			return new Table(TableName.of(this.name), this.columns, primary, uniques, others,
					List.copyOf(this.foreignKeys.values()), this.checks, Lineage.NONE,
					statement().withoutSecondaryKeys(), this.rows, this.bytes)
				.withComment(this.comment);
		}

	}

}
