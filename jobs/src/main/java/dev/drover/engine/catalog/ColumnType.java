package dev.drover.engine.catalog;

import dev.drover.engine.value.Kind;

/**
 * A column's type.
 *
 * @param kind canonical kind of its values
 * @param size INTEGER: bytes (1, 2, 4, 8); TEXT, CHAR: characters; BYTES: bytes; BITS:
 * bits; DECIMAL: precision; 0 = unbounded or not applicable
 * @param scale DECIMAL: scale; TIME, TIMESTAMP and their TZ forms: fractional digits, -1
 * = the engine's default
 * @param declared the type as the engine spells it, usable in its own DDL
 */
public record ColumnType(Kind kind, long size, int scale, String declared) {

	/** A type without size and scale. */
	public static ColumnType of(Kind kind, String declared) {
		return new ColumnType(kind, 0, -1, declared);
	}

	/** The same type under another spelling. */
	public ColumnType declaredAs(String spelling) {
		return new ColumnType(this.kind, this.size, this.scale, spelling);
	}

}
