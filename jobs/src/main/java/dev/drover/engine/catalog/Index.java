package dev.drover.engine.catalog;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * An index that is not behind a key.
 *
 * @param name its name
 * @param unique whether it is unique
 * @param parts what it is over
 * @param predicate a partial index's condition as the engine spells it, or {@code null}
 * @param method access method ({@code btree}, {@code gist}, …), lower case
 * @param nativeSql the whole statement as the engine spells it, or {@code null} if it has
 * to be put together; only used where source and target are of one engine and names are
 * kept
 */
public record Index(String name, boolean unique, List<Part> parts, @Nullable String predicate, String method,
		@Nullable String nativeSql) {

	public Index {
		parts = List.copyOf(parts);
	}

	/** Whether it is an ordinary index over whole columns that any engine can have. */
	public boolean plain() {
		return this.predicate == null && "btree".equals(this.method)
				&& this.parts.stream().allMatch((part) -> part.column() != null && part.prefix() == 0);
	}

	/**
	 * One part.
	 *
	 * @param column the column, or {@code null} if the part is an expression
	 * @param expression the expression as the engine spells it, or {@code null}
	 * @param descending whether it is in descending order
	 * @param prefix how many characters or bytes of the column it holds; 0 = all
	 */
	public record Part(@Nullable String column, @Nullable String expression, boolean descending, int prefix) {

		/** A part that is a whole column or an expression. */
		public Part(@Nullable String column, @Nullable String expression, boolean descending) {
			this(column, expression, descending, 0);
		}

	}

}
