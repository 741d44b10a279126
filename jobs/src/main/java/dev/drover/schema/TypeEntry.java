package dev.drover.schema;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Engine;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.TypeSpelling;

/**
 * The left side of an entry of {@code mapping.types}: a type of the source with or
 * without its length, or a column as {@code table.column}, with the patterns of the
 * scope.
 */
final class TypeEntry {

	/** A type without its length; then with it. */
	private static final int BY_NAME = 1;

	private static final int BY_TYPE = 2;

	/** Patterns of columns weigh more, and the more the longer what they spell out. */
	private static final int BY_PATTERN = 3;

	private static final int BY_COLUMN = Integer.MAX_VALUE;

	private final String written;

	private final TypeSpelling spelling;

	/** The same type as the source's catalog spells it. */
	private final @Nullable TypeSpelling known;

	TypeEntry(String written, Engine source) {
		this.written = written;
		this.spelling = TypeSpelling.of(written);
		ColumnType named = source.typeNamed(written);
		this.known = (named == null) ? null : TypeSpelling.of(named.declared());
	}

	String written() {
		return this.written;
	}

	/** How closely it names the column; 0 if not at all. */
	int weight(String column, ColumnType type) {
		if (this.written.contains(".") && TablePattern.matches(this.written, column)) {
			int spelledOut = this.written.replaceAll("[*?]", "").length();
			return (spelledOut == this.written.length()) ? BY_COLUMN : BY_PATTERN + spelledOut;
		}
		TypeSpelling declared = TypeSpelling.of(type.declared());
		if (this.spelling.sameAs(declared) || (this.known != null && this.known.sameAs(declared))) {
			return BY_TYPE;
		}
		boolean named = this.spelling.name().equals(declared.name())
				|| (this.known != null && this.known.name().equals(declared.name()));
		return (named && this.spelling.arguments().isEmpty()) ? BY_NAME : 0;
	}

}
