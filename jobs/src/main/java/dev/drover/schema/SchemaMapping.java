package dev.drover.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Sequence;
import dev.drover.engine.catalog.UserType;
import dev.drover.fault.Finding;

/**
 * The whole scope on both sides.
 */
public final class SchemaMapping {

	private final List<TableMapping> tables;

	private final List<TableMapping> rowTables;

	private final List<Sequence> sequences;

	private final List<UserType> types;

	private final List<Finding> findings;

	private final Map<String, TableMapping> byName = new HashMap<>();

	private final Catalog wanted;

	/**
	 * A scope.
	 * @param tables the tables, in the source's order
	 * @param sequences the target's sequences of their own
	 * @param types the target's user types, each after those it needs
	 * @param findings what was found on the way
	 */
	public SchemaMapping(List<TableMapping> tables, List<Sequence> sequences, List<UserType> types,
			List<Finding> findings) {
		this.tables = List.copyOf(tables);
		this.rowTables = tables.stream().filter((table) -> table.source().lineage().carriesRows()).toList();
		this.sequences = List.copyOf(sequences);
		this.types = List.copyOf(types);
		this.findings = List.copyOf(findings);
		tables.forEach((table) -> this.byName.putIfAbsent(table.name(), table));
		this.wanted = new Catalog(tables.stream().map(TableMapping::target).toList(), sequences, types, List.of());
	}

	/** The tables, in the source's order. */
	public List<TableMapping> tables() {
		return this.tables;
	}

	/** The target's sequences of their own. */
	public List<Sequence> sequences() {
		return this.sequences;
	}

	/** The target's user types, each after those it needs. */
	public List<UserType> types() {
		return this.types;
	}

	/** What was found on the way. */
	public List<Finding> findings() {
		return this.findings;
	}

	/** The tables whose rows travel under their own name; those of partitions don't. */
	public List<TableMapping> rowTables() {
		return this.rowTables;
	}

	/** The same mapping without the tables that a test refuses. */
	public SchemaMapping where(Predicate<TableMapping> test) {
		return new SchemaMapping(this.tables.stream().filter(test).toList(), this.sequences, this.types, this.findings);
	}

	/** What the target is to consist of. */
	public Catalog wanted() {
		return this.wanted;
	}

	/** The mapping of a table by the source's name. */
	public TableMapping table(String name) {
		TableMapping table = this.byName.get(name);
		if (table == null) {
			throw new IllegalArgumentException("no table " + name + " in the scope");
		}
		return table;
	}

}
