package dev.drover.engine.catalog;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A whole database as its catalog describes it, without Drover's own objects and the
 * engine's.
 */
public final class Catalog {

	private final List<Table> tables;

	private final List<Sequence> sequences;

	private final List<UserType> types;

	private final List<LeftBehind> leftBehind;

	private final Map<TableName, Table> byName = new HashMap<>();

	/**
	 * A catalog.
	 * @param tables its tables, ordered by name
	 * @param sequences its sequences, those behind identity columns apart
	 * @param types its user types, each after those it needs
	 * @param leftBehind what is there and is not moved
	 */
	public Catalog(List<Table> tables, List<Sequence> sequences, List<UserType> types, List<LeftBehind> leftBehind) {
		this.tables = List.copyOf(tables);
		this.sequences = List.copyOf(sequences);
		this.types = List.copyOf(types);
		this.leftBehind = List.copyOf(leftBehind);
		tables.forEach((table) -> this.byName.putIfAbsent(table.name(), table));
	}

	/** Its tables, ordered by name. */
	public List<Table> tables() {
		return this.tables;
	}

	/** Its sequences, those behind identity columns apart. */
	public List<Sequence> sequences() {
		return this.sequences;
	}

	/** Its user types, each after those it needs. */
	public List<UserType> types() {
		return this.types;
	}

	/** What is there and is not moved. */
	public List<LeftBehind> leftBehind() {
		return this.leftBehind;
	}

	/** The table of that exact name. */
	public Optional<Table> table(TableName name) {
		return Optional.ofNullable(this.byName.get(name));
	}

}
