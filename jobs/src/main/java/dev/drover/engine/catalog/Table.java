package dev.drover.engine.catalog;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * One table.
 *
 * @param name its name
 * @param columns its columns in order
 * @param primaryKey its primary key, or {@code null}
 * @param uniques its unique constraints
 * @param indexes its other indexes
 * @param foreignKeys its foreign keys
 * @param checks its checks
 * @param lineage how it hangs together with other tables
 * @param options the whole statement that makes it, where the engine keeps its text; else
 * empty; only used where source and target are of one engine
 * @param estimatedRows the engine's estimate, -1 if it has none
 * @param estimatedBytes the engine's estimate of its data, -1 if it has none
 * @param nativeTable the table in the engine's own statements
 * @param comment its comment; may be empty
 */
public record Table(TableName name, List<Column> columns, @Nullable Key primaryKey, List<Key> uniques,
		List<Index> indexes, List<ForeignKey> foreignKeys, List<CheckConstraint> checks, Lineage lineage,
		String options, long estimatedRows, long estimatedBytes, NativeTable nativeTable, String comment) {

	public Table {
		columns = List.copyOf(columns);
		uniques = List.copyOf(uniques);
		indexes = List.copyOf(indexes);
		foreignKeys = List.copyOf(foreignKeys);
		checks = List.copyOf(checks);
	}

	/** A table that its engine does not spell out. */
	public Table(TableName name, List<Column> columns, @Nullable Key primaryKey, List<Key> uniques, List<Index> indexes,
			List<ForeignKey> foreignKeys, List<CheckConstraint> checks, Lineage lineage, String options,
			long estimatedRows, long estimatedBytes) {
		this(name, columns, primaryKey, uniques, indexes, foreignKeys, checks, lineage, options, estimatedRows,
				estimatedBytes, NativeTable.NONE, "");
	}

	/** The same table with another comment. */
	public Table withComment(@Nullable String other) {
		return new Table(this.name, this.columns, this.primaryKey, this.uniques, this.indexes, this.foreignKeys,
				this.checks, this.lineage, this.options, this.estimatedRows, this.estimatedBytes, this.nativeTable,
				(other == null) ? "" : other);
	}

	/** The same table with other columns. */
	public Table withColumns(List<Column> others) {
		return new Table(this.name, others, this.primaryKey, this.uniques, this.indexes, this.foreignKeys, this.checks,
				this.lineage, this.options, this.estimatedRows, this.estimatedBytes, this.nativeTable, this.comment);
	}

	/** The same table with other foreign keys. */
	public Table withForeignKeys(List<ForeignKey> others) {
		return new Table(this.name, this.columns, this.primaryKey, this.uniques, this.indexes, others, this.checks,
				this.lineage, this.options, this.estimatedRows, this.estimatedBytes, this.nativeTable, this.comment);
	}

	/** The same table in other statements of its engine. */
	public Table withNativeTable(NativeTable statements) {
		return new Table(this.name, this.columns, this.primaryKey, this.uniques, this.indexes, this.foreignKeys,
				this.checks, this.lineage, this.options, this.estimatedRows, this.estimatedBytes, statements,
				this.comment);
	}

	/** The same table made by another statement. */
	public Table withOptions(String statement) {
		return new Table(this.name, this.columns, this.primaryKey, this.uniques, this.indexes, this.foreignKeys,
				this.checks, this.lineage, statement, this.estimatedRows, this.estimatedBytes, this.nativeTable,
				this.comment);
	}

	/** The column of that exact name. */
	public Optional<Column> column(String columnName) {
		return this.columns.stream().filter((column) -> column.name().equals(columnName)).findFirst();
	}

	/**
	 * The columns by which single rows are found and ordered: the primary key, else a
	 * unique constraint or whole-column unique index over columns that can't be NULL, all
	 * of them with stored values; empty if there is none.
	 */
	public List<Column> rowKey() {
		if (this.primaryKey != null) {
			List<Column> found = keyColumns(this.primaryKey.columns());
			if (found.stream().allMatch(Column::stored)) {
				return found;
			}
		}
		for (Key unique : this.uniques) {
			List<Column> found = keyColumns(unique.columns());
			if (found.stream().noneMatch((column) -> column.nullable() || !column.stored())) {
				return found;
			}
		}
		for (Index index : this.indexes) {
			if (index.unique() && index.plain()) {
				List<Column> found = keyColumns(
						index.parts().stream().map(Index.Part::column).map(Table::notNull).toList());
				if (found.stream().noneMatch((column) -> column.nullable() || !column.stored())) {
					return found;
				}
			}
		}
		return List.of();
	}

	private static String notNull(@Nullable String name) {
		return (name == null) ? "" : name;
	}

	private List<Column> keyColumns(List<String> names) {
		return names.stream()
			.map((columnName) -> column(columnName).orElseThrow(
					() -> new IllegalArgumentException("no column " + columnName + " in " + this.name.display())))
			.toList();
	}

}
