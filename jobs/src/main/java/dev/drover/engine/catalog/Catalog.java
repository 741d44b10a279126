package dev.drover.engine.catalog;

import java.util.List;
import java.util.Optional;

/**
 * A whole database as its catalog describes it, without Drover's own objects and the
 * engine's.
 *
 * @param tables its tables, ordered by name
 * @param sequences its sequences, those behind identity columns apart
 * @param types its user types, each after those it needs
 * @param leftBehind what is there and is not moved
 */
public record Catalog(List<Table> tables, List<Sequence> sequences, List<UserType> types, List<LeftBehind> leftBehind) {

	public Catalog {
		tables = List.copyOf(tables);
		sequences = List.copyOf(sequences);
		types = List.copyOf(types);
		leftBehind = List.copyOf(leftBehind);
	}

	/** The table of that exact name. */
	public Optional<Table> table(TableName name) {
		return this.tables.stream().filter((table) -> table.name().equals(name)).findFirst();
	}

}
