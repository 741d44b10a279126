package dev.drover.engine.catalog;

import org.jspecify.annotations.Nullable;

/**
 * The name of a table, sequence or type.
 *
 * @param schema its schema, or {@code null} for the connection's default schema
 * @param name its name, exactly as the catalog has it
 */
public record TableName(@Nullable String schema, String name) {

	/** A name in the default schema. */
	public static TableName of(String name) {
		return new TableName(null, name);
	}

	/** As people read it: {@code name} or {@code schema.name}. */
	public String display() {
		return (this.schema == null) ? this.name : this.schema + "." + this.name;
	}

}
