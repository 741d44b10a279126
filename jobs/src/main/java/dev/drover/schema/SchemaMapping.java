package dev.drover.schema;

import java.util.List;
import java.util.function.Predicate;

import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Sequence;
import dev.drover.engine.catalog.UserType;
import dev.drover.fault.Finding;

/**
 * The whole scope on both sides.
 *
 * @param tables the tables, in the source's order
 * @param sequences the target's sequences of their own
 * @param types the target's user types, each after those it needs
 * @param findings what was found on the way
 */
public record SchemaMapping(List<TableMapping> tables, List<Sequence> sequences, List<UserType> types,
		List<Finding> findings) {

	public SchemaMapping {
		tables = List.copyOf(tables);
		sequences = List.copyOf(sequences);
		types = List.copyOf(types);
		findings = List.copyOf(findings);
	}

	/** The tables whose rows travel under their own name; those of partitions don't. */
	public List<TableMapping> rowTables() {
		return this.tables.stream().filter((table) -> table.source().lineage().carriesRows()).toList();
	}

	/** The same mapping without the tables that a test refuses. */
	public SchemaMapping where(Predicate<TableMapping> test) {
		return new SchemaMapping(this.tables.stream().filter(test).toList(), this.sequences, this.types, this.findings);
	}

	/** What the target is to consist of. */
	public Catalog wanted() {
		return new Catalog(this.tables.stream().map(TableMapping::target).toList(), this.sequences, this.types,
				List.of());
	}

	/** The mapping of a table by the source's name. */
	public TableMapping table(String name) {
		return this.tables.stream()
			.filter((table) -> table.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("no table " + name + " in the scope"));
	}

}
