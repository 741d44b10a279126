package dev.drover.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.TableName;

/**
 * How an engine writes names.
 */
public interface Dialect {

	/** The name, quoted so that it stands for exactly itself. */
	default String quote(String name) {
		return '"' + name.replace("\"", "\"\"") + '"';
	}

	/** The name with its schema, quoted. */
	default String quote(TableName name) {
		return (name.schema() == null) ? quote(name.name()) : quote(name.schema()) + "." + quote(name.name());
	}

	/** The names, quoted, with commas between. */
	default String quoteAll(List<String> names) {
		return names.stream().map(this::quote).collect(Collectors.joining(", "));
	}

	/** The name as unquoted SQL would find it. */
	String nativeName(String name);

	/**
	 * The name as the server keeps it; the very same object where it keeps it as it is.
	 */
	default TableName stored(TableName name) {
		return name;
	}

	/** Two names of which this gives the same are one name to the engine. */
	default String folded(String name) {
		return name;
	}

	/** As {@link #folded}, for two columns of one table. */
	default String foldedColumn(String name) {
		return folded(name);
	}

	/** Whether tables lie in schemas; else a schema becomes a part of the name. */
	default boolean hasSchemas() {
		return true;
	}

	/**
	 * Whether a column may have that name: some are those of columns that each table has.
	 */
	default boolean takesColumn(String name) {
		return true;
	}

	/** Most bytes of a name in UTF-8; longer ones would be cut or refused. */
	default int longestName() {
		return Integer.MAX_VALUE;
	}

	/** One of Drover's own tables, ready to be used in SQL. */
	String droverTable(String name);

	/** What follows the columns where one of Drover's own tables is created. */
	default String droverTableOptions() {
		return "";
	}

	/** Statements that make a home for Drover's tables; may be run again and again. */
	List<String> createDroverHome();

	/** Statements that remove that home, once it is empty. */
	List<String> dropDroverHome();

	/**
	 * Statements that make an empty table with some columns of another one, of the same
	 * types and without its constraints; may be run again and again.
	 * @param name the new table's name, ready to be used in SQL
	 * @param columns the columns, in their order
	 * @param indexed those of them by which rows will be looked up
	 */
	default List<String> shadow(String name, TableName of, List<String> columns, List<String> indexed) {
		String index = quote(nativeName("drover_" + Integer.toHexString(name.hashCode())));
		return List.of(
				"CREATE TABLE IF NOT EXISTS " + name + droverTableOptions() + " AS SELECT " + quoteAll(columns)
						+ " FROM " + quote(of) + " WHERE 1 = 0",
				"CREATE INDEX IF NOT EXISTS " + index + " ON " + name + " (" + quoteAll(indexed) + ")");
	}

	/**
	 * A statement that empties a temporary table and leaves the transaction open.
	 * @param table its name, ready to be used in SQL
	 */
	default String emptyTemporary(String table) {
		return "DELETE FROM " + table;
	}

	/** The word between CREATE and TABLE for one that only this session sees. */
	default String temporary() {
		return "TEMPORARY";
	}

	/**
	 * What keeps others from making or dropping Drover's tables there, in autocommit: a
	 * statement, or a query that gives 1, and anything else after a moment if they are at
	 * it. It ends with its session.
	 */
	default String lockHome() {
		return "SELECT 1";
	}

	/**
	 * What ends that.
	 * @param done whether what was done then is to stay, where that can be chosen
	 */
	default String unlockHome(boolean done) {
		return "SELECT 1";
	}

	/**
	 * What lets an INSERT give values to columns that number themselves; before the
	 * SELECT.
	 */
	default String overridingIdentity() {
		return "";
	}

	/**
	 * A statement that sets columns of a table from the rows of another.
	 * @param table the table, quoted; {@code drover_t} in the conditions
	 * @param from the other, quoted; {@code drover_s} in the conditions
	 * @param match when two rows belong together
	 * @param columns the columns to be set
	 * @param values what they are set to, in the same order
	 */
	default String updateFrom(String table, String from, String match, List<String> columns, List<String> values) {
		List<String> settings = new ArrayList<>();
		for (int i = 0; i < columns.size(); i++) {
			settings.add(quote(columns.get(i)) + " = " + values.get(i));
		}
		return "UPDATE " + table + " AS drover_t SET " + String.join(", ", settings) + " FROM " + from
				+ " AS drover_s WHERE " + match;
	}

	/**
	 * A DELETE of the rows that are in another, smaller table too, which takes no look at
	 * the others.
	 * @param from the other table, which has no index
	 * @param key the columns by which rows are the same, never NULL
	 */
	default String deleteFrom(String table, String from, List<String> key) {
		return "DELETE FROM " + table + " WHERE EXISTS (SELECT 1 FROM " + from + " drover_s WHERE "
				+ same(key, table, "drover_s") + ")";
	}

	/**
	 * Lets every user of the database read one of Drover's tables, where it belongs to
	 * its maker alone.
	 * @param table as {@link #droverTable(String)} has it
	 */
	default List<String> showToAll(String table) {
		return List.of();
	}

	/** Whether the columns of two tables are the same. */
	default String same(List<String> columns, String one, String other) {
		return columns.stream()
			.map((column) -> one + "." + quote(column) + " = " + other + "." + quote(column))
			.collect(Collectors.joining(" AND "));
	}

	/**
	 * Whether two texts are the same, where collations may call others equal too; without
	 * an index.
	 * @param padded whether spaces at the end say nothing
	 * @return {@code null} if {@code =} says it
	 */
	default @Nullable String sameText(String one, String other, boolean padded) {
		return null;
	}

	/**
	 * The end of an INSERT that sets columns of those rows whose key is there already.
	 * @param key a key that no constraint puts off to the end of the transaction
	 * @param columns the columns to be set
	 * @return {@code null} where the engine would do so for every unique key alike
	 */
	default @Nullable String settingKnown(List<String> key, List<String> columns) {
		return null;
	}

}
