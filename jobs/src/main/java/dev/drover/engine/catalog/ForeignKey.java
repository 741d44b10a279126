package dev.drover.engine.catalog;

import java.util.List;

/**
 * A foreign key.
 *
 * @param name its name; empty if the engine has none for it
 * @param columns referencing columns
 * @param referencedTable the table referred to
 * @param referencedColumns the columns referred to, never empty
 * @param onDelete action on delete
 * @param onUpdate action on update
 * @param deferrable whether it can be deferred
 * @param initiallyDeferred whether it is deferred at first
 * @param validated whether the engine vouches for the rows that are there
 * @param full whether columns that are partly NULL are refused (MATCH FULL)
 * @param onDeleteSome whether the action on delete concerns some of the columns only
 */
public record ForeignKey(String name, List<String> columns, TableName referencedTable, List<String> referencedColumns,
		Action onDelete, Action onUpdate, boolean deferrable, boolean initiallyDeferred, boolean validated,
		boolean full, boolean onDeleteSome) {

	public ForeignKey {
		columns = List.copyOf(columns);
		referencedColumns = List.copyOf(referencedColumns);
	}

	/** A key that all engines know. */
	public ForeignKey(String name, List<String> columns, TableName referencedTable, List<String> referencedColumns,
			Action onDelete, Action onUpdate, boolean deferrable, boolean initiallyDeferred, boolean validated) {
		this(name, columns, referencedTable, referencedColumns, onDelete, onUpdate, deferrable, initiallyDeferred,
				validated, false, false);
	}

	/** The same key to another table. */
	public ForeignKey to(TableName other) {
		return new ForeignKey(this.name, this.columns, other, this.referencedColumns, this.onDelete, this.onUpdate,
				this.deferrable, this.initiallyDeferred, this.validated, this.full, this.onDeleteSome);
	}

	/** The same key under another name. */
	public ForeignKey named(String other) {
		return new ForeignKey(other, this.columns, this.referencedTable, this.referencedColumns, this.onDelete,
				this.onUpdate, this.deferrable, this.initiallyDeferred, this.validated, this.full, this.onDeleteSome);
	}

	/** The same key, without a look at the rows that are there. */
	public ForeignKey unchecked() {
		return new ForeignKey(this.name, this.columns, this.referencedTable, this.referencedColumns, this.onDelete,
				this.onUpdate, this.deferrable, this.initiallyDeferred, false, this.full, this.onDeleteSome);
	}

	/** What happens to the referencing rows. */
	public enum Action {

		NO_ACTION("NO ACTION"), RESTRICT("RESTRICT"), CASCADE("CASCADE"), SET_NULL("SET NULL"),
		SET_DEFAULT("SET DEFAULT");

		private final String sql;

		Action(String sql) {
			this.sql = sql;
		}

		/** The action in SQL. */
		public String sql() {
			return this.sql;
		}

	}

}
