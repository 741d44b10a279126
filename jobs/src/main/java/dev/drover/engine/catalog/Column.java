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
 */
public record Column(String name, ColumnType type, boolean nullable, @Nullable DefaultValue defaultValue,
		@Nullable Identity identity, @Nullable String generated, @Nullable String collation) {

	/** Whether rows carry a value for it; generated columns make their own. */
	public boolean stored() {
		return this.generated == null;
	}

}
