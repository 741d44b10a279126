package dev.drover.engine.h2;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Index;
import dev.drover.engine.catalog.Key;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.Statements;

/**
 * Constraints and indexes of an H2 database. Each view of the information schema is read
 * once and put together here: H2 makes such a view anew, as a whole, for each question
 * and for each row of a join.
 */
final class H2Constraints {

	private final Map<String, List<String>> columns = new HashMap<>();

	private final Map<String, String> checks = new HashMap<>();

	private final Map<String, TableName> tables = new HashMap<>();

	private final Map<String, Rule> rules = new HashMap<>();

	private final Map<String, List<Constraint>> ofTables = new HashMap<>();

	private final Map<String, List<Index>> indexes = new HashMap<>();

	/** Reads all of a database. */
	static H2Constraints read(Connection connection) throws SQLException {
		H2Constraints all = new H2Constraints();
		Statements.query(connection,
				"SELECT CONSTRAINT_SCHEMA, CONSTRAINT_NAME, COLUMN_NAME FROM INFORMATION_SCHEMA.KEY_COLUMN_USAGE"
						+ " ORDER BY CONSTRAINT_SCHEMA, CONSTRAINT_NAME, ORDINAL_POSITION",
				(row) -> all.columns
					.computeIfAbsent(name(row.getString(1), row.getString(2)), (key) -> new ArrayList<>())
					.add(row.getString(3)));
		Statements.query(connection,
				"SELECT CONSTRAINT_SCHEMA, CONSTRAINT_NAME, CHECK_CLAUSE FROM INFORMATION_SCHEMA.CHECK_CONSTRAINTS",
				(row) -> all.checks.put(name(row.getString(1), row.getString(2)), row.getString(3)));
		Statements.query(connection,
				"SELECT CONSTRAINT_SCHEMA, CONSTRAINT_NAME, UNIQUE_CONSTRAINT_SCHEMA, UNIQUE_CONSTRAINT_NAME, DELETE_RULE,"
						+ " UPDATE_RULE FROM INFORMATION_SCHEMA.REFERENTIAL_CONSTRAINTS",
				(row) -> all.rules.put(name(row.getString(1), row.getString(2)), new Rule(
						name(row.getString(3), row.getString(4)), action(row.getString(5)), action(row.getString(6)))));
		Statements.query(connection,
				"SELECT CONSTRAINT_SCHEMA, CONSTRAINT_NAME, CONSTRAINT_TYPE, TABLE_SCHEMA, TABLE_NAME, "
						+ nullsDistinct(connection)
						+ " FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS ORDER BY CONSTRAINT_NAME",
				(row) -> {
					String id = name(row.getString(1), row.getString(2));
					all.tables.put(id, new TableName(row.getString(4), row.getString(5)));
					all.ofTables.computeIfAbsent(name(row.getString(4), row.getString(5)), (key) -> new ArrayList<>())
						.add(new Constraint(id, row.getString(2), row.getString(3),
								Objects.requireNonNullElse(row.getString(6), "YES")));
				});
		all.readIndexes(connection);
		return all;
	}

	/** Before version 2.2 NULLs always were distinct. */
	private static String nullsDistinct(Connection connection) throws SQLException {
		DatabaseMetaData server = connection.getMetaData();
		boolean told = server.getDatabaseMajorVersion() > 2 || server.getDatabaseMinorVersion() >= 2;
		return told ? "NULLS_DISTINCT" : "'YES'";
	}

	/** Indexes that the engine did not make by itself for a key. */
	private void readIndexes(Connection connection) throws SQLException {
		Map<String, List<Index.Part>> parts = new HashMap<>();
		Statements.query(connection,
				"SELECT INDEX_SCHEMA, INDEX_NAME, COLUMN_NAME, ORDERING_SPECIFICATION"
						+ " FROM INFORMATION_SCHEMA.INDEX_COLUMNS ORDER BY INDEX_SCHEMA, INDEX_NAME, ORDINAL_POSITION",
				(row) -> parts.computeIfAbsent(name(row.getString(1), row.getString(2)), (key) -> new ArrayList<>())
					.add(new Index.Part(row.getString(3), null, "DESC".equals(row.getString(4)))));
		Statements.query(connection,
				"SELECT INDEX_SCHEMA, INDEX_NAME, INDEX_TYPE_NAME, TABLE_SCHEMA, TABLE_NAME"
						+ " FROM INFORMATION_SCHEMA.INDEXES WHERE NOT IS_GENERATED ORDER BY INDEX_NAME",
				(row) -> this.indexes
					.computeIfAbsent(name(row.getString(4), row.getString(5)), (key) -> new ArrayList<>())
					.add(new Index(row.getString(2), row.getString(3).startsWith("UNIQUE"),
							parts.getOrDefault(name(row.getString(1), row.getString(2)), List.of()), null, "btree",
							null)));
	}

	private static ForeignKey.Action action(String rule) {
		return ForeignKey.Action.valueOf(rule.replace(' ', '_'));
	}

	/** One word for a name in a schema. */
	static String name(String schema, String name) {
		return schema + "\0" + name;
	}

	/** The constraints of a table, by their names. */
	List<Constraint> of(String schema, String table) {
		return this.ofTables.getOrDefault(name(schema, table), List.of());
	}

	List<Index> indexes(String schema, String table) {
		return this.indexes.getOrDefault(name(schema, table), List.of());
	}

	/** The clause of a check, also of a domain's. */
	String check(String id) {
		return this.checks.getOrDefault(id, "");
	}

	Key key(Constraint constraint) {
		return new Key(constraint.name, columns(constraint.id), constraint.nulls());
	}

	/**
	 * A foreign key, to a table with the schema that it has.
	 */
	ForeignKey foreignKey(Constraint constraint) {
		Rule rule = Objects.requireNonNull(this.rules.get(constraint.id));
		return new ForeignKey(constraint.name, columns(constraint.id),
				Objects.requireNonNull(this.tables.get(rule.parentKey)), columns(rule.parentKey), rule.onDelete,
				rule.onUpdate, false, false, true);
	}

	private List<String> columns(String id) {
		return this.columns.getOrDefault(id, List.of());
	}

	/**
	 * A constraint of a table.
	 *
	 * @param id its schema and name in one word
	 * @param name its name
	 * @param type its type
	 * @param distinct whether NULLs are distinct
	 */
	record Constraint(String id, String name, String type, String distinct) {

		/**
		 * Whether the constraint takes two NULLs for one value, always or where all its
		 * columns are NULL.
		 */
		String nulls() {
			return switch (this.type.equals("UNIQUE") ? this.distinct : "YES") {
				case "NO" -> "UNIQUE NULLS NOT DISTINCT";
				case "ALL" -> "UNIQUE NULLS ALL DISTINCT";
				default -> "";
			};
		}

	}

	private record Rule(String parentKey, ForeignKey.Action onDelete, ForeignKey.Action onUpdate) {

	}

}
