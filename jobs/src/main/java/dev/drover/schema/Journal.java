package dev.drover.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import com.dynatrace.hash4j.hashing.Hashing;

import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.TableName;

/**
 * One table of the target that held rows before the migration. Two tables beside it, of
 * the same types and filled in each chunk's own transaction, say which rows were added
 * and how those looked that were replaced.
 *
 * @param source the source table's name
 * @param table the target's table
 * @param key its columns by which rows are found
 * @param columns its columns that carry values, those of the key too
 * @param added the name of the table of added keys
 * @param before the name of the table of rows as they were
 */
public record Journal(String source, TableName table, List<String> key, List<String> columns, String added,
		String before) {

	/** The temporary table in which a chunk waits. */
	public static final TableName STAGE = new TableName(null, "drover_stage");

	public Journal {
		key = List.copyOf(key);
		columns = List.copyOf(columns);
	}

	/**
	 * The journal of a table.
	 * @param migration the migration's id
	 * @param ordinal the table's place in it
	 */
	static Journal of(TableMapping mapping, TableName there, String migration, int ordinal) {
		String name = "journal_" + Long.toHexString(Hashing.xxh3_64().hashCharsToLong(migration)) + "_" + ordinal;
		List<String> columns = mapping.columns().stream().map((column) -> column.target().name()).toList();
		return new Journal(mapping.name(), there, mapping.keyPositions().stream().map(columns::get).toList(), columns,
				name + "_added", name + "_before");
	}

	/** Statements that make the two tables; may be run again and again. */
	public List<String> create(Dialect dialect) {
		List<String> statements = new ArrayList<>();
		statements.addAll(dialect.shadow(dialect.droverTable(this.added), this.table, this.key, this.key));
		statements.addAll(dialect.shadow(dialect.droverTable(this.before), this.table, this.columns, this.key));
		return statements;
	}

	/** Statements that drop them. */
	public List<String> drop(Dialect dialect) {
		return List.of("DROP TABLE IF EXISTS " + dialect.droverTable(this.added),
				"DROP TABLE IF EXISTS " + dialect.droverTable(this.before));
	}

	/** A statement that makes the table in which a chunk waits. */
	public String createStage(Dialect dialect) {
		return "CREATE " + dialect.temporary() + " TABLE " + dialect.quote(STAGE) + " AS SELECT "
				+ dialect.quoteAll(this.columns) + " FROM " + dialect.quote(this.table) + " WHERE 1 = 0";
	}

	/** Takes those rows out of the stage that the table has. */
	public String dropKnown(Dialect dialect) {
		String stage = dialect.quote(STAGE);
		return "DELETE FROM " + stage + " WHERE EXISTS (SELECT 1 FROM " + dialect.quote(this.table) + " drover_t WHERE "
				+ match(dialect, "drover_t", stage) + ")";
	}

	/** How many rows of the stage the table has. */
	public String countKnown(Dialect dialect) {
		return "SELECT count(*) FROM " + dialect.quote(STAGE) + " drover_s WHERE EXISTS (SELECT 1 FROM "
				+ dialect.quote(this.table) + " drover_t WHERE " + match(dialect, "drover_t", "drover_s") + ")";
	}

	/** Keeps the rows that the stage will replace, as they were before the migration. */
	public String keepBefore(Dialect dialect) {
		String columns = this.columns.stream()
			.map((column) -> "drover_t." + dialect.quote(column))
			.collect(Collectors.joining(", "));
		return "INSERT INTO " + dialect.droverTable(this.before) + " (" + dialect.quoteAll(this.columns) + ") SELECT "
				+ columns + " FROM " + dialect.quote(STAGE) + " drover_s JOIN " + dialect.quote(this.table)
				+ " drover_t ON " + match(dialect, "drover_t", "drover_s") + " WHERE NOT EXISTS (SELECT 1 FROM "
				+ dialect.droverTable(this.before) + " drover_j WHERE " + match(dialect, "drover_t", "drover_j")
				+ ") AND NOT EXISTS (SELECT 1 FROM " + dialect.droverTable(this.added) + " drover_j WHERE "
				+ match(dialect, "drover_t", "drover_j") + ")";
	}

	/** Keeps the keys of the stage's rows that the table lacks. */
	public String keepAdded(Dialect dialect) {
		String keys = this.key.stream()
			.map((column) -> "drover_s." + dialect.quote(column))
			.collect(Collectors.joining(", "));
		return "INSERT INTO " + dialect.droverTable(this.added) + " (" + dialect.quoteAll(this.key) + ") SELECT " + keys
				+ " FROM " + dialect.quote(STAGE) + " drover_s WHERE " + unknown(dialect);
	}

	/**
	 * Sets the rows that the table has to what the stage holds.
	 * @param merge whether a NULL leaves what is there
	 */
	public String replaceKnown(Dialect dialect, boolean merge) {
		return set(dialect, dialect.quote(STAGE), merge);
	}

	private String set(Dialect dialect, String from, boolean merge) {
		List<String> others = this.columns.stream().filter((column) -> !this.key.contains(column)).toList();
		List<String> values = others.stream().map((column) -> {
			String name = dialect.quote(column);
			return merge ? "COALESCE(drover_s." + name + ", drover_t." + name + ")" : "drover_s." + name;
		}).toList();
		return others.isEmpty() ? "" : dialect.updateFrom(dialect.quote(this.table), from,
				match(dialect, "drover_t", "drover_s"), others, values);
	}

	/** Brings the stage's rows that the table lacks. */
	public String addUnknown(Dialect dialect) {
		String columns = this.columns.stream()
			.map((column) -> "drover_s." + dialect.quote(column))
			.collect(Collectors.joining(", "));
		return "INSERT INTO " + dialect.quote(this.table) + " (" + dialect.quoteAll(this.columns) + ")"
				+ dialect.overridingIdentity() + " SELECT " + columns + " FROM " + dialect.quote(STAGE)
				+ " drover_s WHERE " + unknown(dialect);
	}

	private String unknown(Dialect dialect) {
		return "NOT EXISTS (SELECT 1 FROM " + dialect.quote(this.table) + " drover_t WHERE "
				+ match(dialect, "drover_t", "drover_s") + ")";
	}

	/** Takes the added rows out again. */
	String takeBack(Dialect dialect) {
		String table = dialect.quote(this.table);
		return "DELETE FROM " + table + " WHERE EXISTS (SELECT 1 FROM " + dialect.droverTable(this.added)
				+ " drover_j WHERE " + match(dialect, table, "drover_j") + ")";
	}

	/** Brings the replaced rows back to what they were; may be empty. */
	String restore(Dialect dialect) {
		return set(dialect, dialect.droverTable(this.before), false);
	}

	/**
	 * The condition under which a row of the table was brought by the migration.
	 * @param table the table as the query names it
	 */
	public String brought(Dialect dialect, String table) {
		return "(EXISTS (SELECT 1 FROM " + dialect.droverTable(this.added) + " drover_j WHERE "
				+ match(dialect, table, "drover_j") + ") OR EXISTS (SELECT 1 FROM " + dialect.droverTable(this.before)
				+ " drover_j WHERE " + match(dialect, table, "drover_j") + "))";
	}

	/**
	 * The aliases are none that a table may have, which they would stand for. The table
	 * comes first: its collation decides, which the others need not have.
	 */
	private String match(Dialect dialect, String table, String other) {
		return this.key.stream()
			.map((column) -> table + "." + dialect.quote(column) + " = " + other + "." + dialect.quote(column))
			.collect(Collectors.joining(" AND "));
	}

}
