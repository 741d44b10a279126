package dev.drover.engine;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.CheckConstraint;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Index;
import dev.drover.engine.catalog.Key;
import dev.drover.engine.catalog.Sequence;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.catalog.UserType;

/**
 * Statements that create a schema. The tables given are the target's: names and types are
 * translated already.
 */
public interface Ddl {

	/** Schemas that the catalog's tables, sequences and types need, if not there. */
	default List<String> createSchemas(Catalog catalog) {
		return List.of();
	}

	/**
	 * How many statements that make tables may share a transaction; 1 where each commits
	 * by itself.
	 */
	default int tablesTogether() {
		return 1;
	}

	/** The user types, each after those it needs, after the schemas; same engine only. */
	default List<String> createTypes(Catalog catalog) {
		return List.of();
	}

	/**
	 * Whether a foreign key can lead from the one column to the other. Types that the
	 * engine compares by their bytes alone don't join if equal values may differ in them.
	 */
	default boolean joins(Column child, Column parent) {
		return true;
	}

	/** Whether {@link #createTable} already makes the keys and foreign keys. */
	boolean keysWithTable();

	/**
	 * Statements that drop tables and nothing that hangs on them from outside.
	 * @param tables the tables as they are there, children before their parents
	 */
	List<String> dropTables(List<Table> tables);

	/** A statement that drops a user type; only asked of engines that make some. */
	default String dropType(TableName type, UserType.Form form) {
		throw new IllegalStateException("no user types");
	}

	/** The table, with all that has to be there before its rows. */
	List<String> createTable(Table table);

	/** The primary key, after the rows; only asked without {@link #keysWithTable()}. */
	String addPrimaryKey(Table table, Key key);

	/** A unique constraint, after the rows; only asked without keysWithTable. */
	String addUnique(Table table, Key key);

	/**
	 * Statements that set the comments of the table and its columns, where they don't
	 * come with the table.
	 */
	default List<String> comments(Table table) {
		return List.of();
	}

	/** An index, after the rows. */
	String createIndex(Table table, Index index);

	/**
	 * The table's indexes, with those that the engine would make by itself for a foreign
	 * key, under the names that it would give them.
	 */
	default List<Index> indexes(Table table) {
		return table.indexes();
	}

	/**
	 * One statement that creates unique constraints and indexes in one pass over the
	 * rows: all of them or none.
	 * @return {@code null} if the engine has no such, or not for all of these
	 */
	default @Nullable String addTogether(Table table, List<Key> uniques, List<Index> indexes) {
		return null;
	}

	/** A foreign key, after all rows; only asked without {@link #keysWithTable()}. */
	String addForeignKey(Table table, ForeignKey foreignKey);

	/**
	 * Statements that create a foreign key without a look at the rows; each is run
	 * whether the one before failed or not.
	 */
	default List<String> addUncheckedForeignKey(Table table, ForeignKey foreignKey) {
		return List.of(addForeignKey(table, foreignKey));
	}

	/**
	 * A statement that looks at the rows of a foreign key that was created without, and
	 * makes the engine vouch for it.
	 * @return {@code null} if the engine has no such
	 */
	default @Nullable String validateForeignKey(Table table, ForeignKey foreignKey) {
		return null;
	}

	/**
	 * Whether looking for rows without a parent and then adding the foreign key by
	 * {@link #addUncheckedForeignKey} is quicker than {@link #addForeignKey}, and leaves
	 * the same.
	 */
	default boolean provesForeignKeysApart() {
		return false;
	}

	/**
	 * Whether the catalog tells foreign keys and checks apart that were created without a
	 * look at the rows. Where {@link #validateForeignKey} can look at them later, it
	 * holds up nobody but those who change the same table's definition.
	 */
	default boolean tellsUnchecked() {
		return false;
	}

	/** A check, after the rows; only asked without {@link #keysWithTable()}. */
	String addCheck(Table table, CheckConstraint check);

	/**
	 * A check that rows to come must pass and those that are there need not.
	 * @return {@code null} if the engine has no such
	 */
	default @Nullable String addUncheckedCheck(Table table, CheckConstraint check) {
		return null;
	}

	/** What columns are to do by themselves that would change rows on their way in. */
	default List<String> habits(Table table) {
		return List.of();
	}

	/** A sequence of its own. */
	List<String> createSequence(Sequence sequence);

	/**
	 * Statements that set the table's identity columns so that they give these values.
	 */
	List<String> setIdentity(Table table);

	/** A statement that sets a sequence so that it gives its next value. */
	String setSequence(Sequence sequence);

}
