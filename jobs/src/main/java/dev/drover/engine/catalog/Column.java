package dev.drover.engine.catalog;

import org.jspecify.annotations.Nullable;

/**
 * One column.
 *
 * @param name its name, exactly as the catalog has it
 * @param type its type
 * @param nullable whether NULL is allowed
 * @param defaultValue its default, or {@code null}
 * @param identity how it numbers itself, or {@code null}
 * @param generated expression of a generated column as the engine spells it, with its
 * kind ({@code (a + b) STORED}), or {@code null}
 * @param collation a collation other than the database's default, or {@code null}
 * @param comment its comment; may be empty
 * @param habits what it does by itself beside
 */
public record Column(String name, ColumnType type, boolean nullable, @Nullable DefaultValue defaultValue,
		@Nullable Identity identity, @Nullable String generated, @Nullable String collation, String comment,
		Habits habits) {

	/** A column without a comment. */
	public Column(String name, ColumnType type, boolean nullable, @Nullable DefaultValue defaultValue,
			@Nullable Identity identity, @Nullable String generated, @Nullable String collation) {
		this(name, type, nullable, defaultValue, identity, generated, collation, "", Habits.NONE);
	}

	/** The same column with another type. */
	public Column withType(ColumnType other) {
		return new Column(this.name, other, this.nullable, this.defaultValue, this.identity, this.generated,
				this.collation, this.comment, this.habits);
	}

	/** The same column, numbering itself in another way, or not. */
	public Column withIdentity(@Nullable Identity other) {
		return new Column(this.name, this.type, this.nullable, this.defaultValue, other, this.generated, this.collation,
				this.comment, this.habits);
	}

	/** The same column with another comment. */
	public Column withComment(@Nullable String other) {
		return new Column(this.name, this.type, this.nullable, this.defaultValue, this.identity, this.generated,
				this.collation, (other == null) ? "" : other, this.habits);
	}

	/** The same column with other habits. */
	public Column withHabits(Habits other) {
		return new Column(this.name, this.type, this.nullable, this.defaultValue, this.identity, this.generated,
				this.collation, this.comment, other);
	}

	/** Whether rows carry a value for it; generated columns make their own. */
	public boolean stored() {
		return this.generated == null;
	}

	/**
	 * What columns of some engines do by themselves.
	 *
	 * @param invisible {@code SELECT *} leaves it out
	 * @param onUpdate the value that it takes with every change of its row that does not
	 * set it, or {@code null}
	 * @param defaultOnNull whoever writes NULL gets the default, or the next number
	 */
	public record Habits(boolean invisible, @Nullable DefaultValue onUpdate, boolean defaultOnNull) {

		/** Shown, and changed by nobody but who sets it. */
		public static final Habits NONE = new Habits(false, null, false);

	}

}
