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
 */
public record Column(String name, ColumnType type, boolean nullable, @Nullable DefaultValue defaultValue,
		@Nullable Identity identity, @Nullable String generated, @Nullable String collation, String comment) {

	/** A column without a comment. */
	public Column(String name, ColumnType type, boolean nullable, @Nullable DefaultValue defaultValue,
			@Nullable Identity identity, @Nullable String generated, @Nullable String collation) {
		this(name, type, nullable, defaultValue, identity, generated, collation, "");
	}

	/** The same column with another type. */
	public Column withType(ColumnType other) {
		return new Column(this.name, other, this.nullable, this.defaultValue, this.identity, this.generated,
				this.collation, this.comment);
	}

	/** The same column, numbering itself in another way, or not. */
	public Column withIdentity(@Nullable Identity other) {
		return new Column(this.name, this.type, this.nullable, this.defaultValue, other, this.generated, this.collation,
				this.comment);
	}

	/** The same column with another comment. */
	public Column withComment(@Nullable String other) {
		return new Column(this.name, this.type, this.nullable, this.defaultValue, this.identity, this.generated,
				this.collation, (other == null) ? "" : other);
	}

	/** Whether rows carry a value for it; generated columns make their own. */
	public boolean stored() {
		return this.generated == null;
	}

}
