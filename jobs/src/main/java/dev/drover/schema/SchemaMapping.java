package dev.drover.schema;

import java.util.List;

import dev.drover.engine.catalog.Sequence;
import dev.drover.fault.Finding;

/**
 * The whole scope on both sides.
 *
 * @param tables the tables, in the source's order
 * @param sequences the target's sequences of their own
 * @param findings what was found on the way
 */
public record SchemaMapping(List<TableMapping> tables, List<Sequence> sequences, List<Finding> findings) {

	public SchemaMapping {
		tables = List.copyOf(tables);
		sequences = List.copyOf(sequences);
		findings = List.copyOf(findings);
	}

	/** The mapping of a table by the source's name. */
	public TableMapping table(String name) {
		return this.tables.stream()
			.filter((table) -> table.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("no table " + name + " in the scope"));
	}

}
