package dev.drover.engine.jdbc;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Index;
import dev.drover.engine.catalog.Key;
import dev.drover.engine.catalog.Table;

/**
 * Names of keys and indexes for engines where they must differ from each other, and from
 * tables, in the whole schema. A name that is taken gets its table's name in front.
 */
public final class SchemaWideNames {

	private static final int LONGEST = 60;

	private final Set<String> taken = new HashSet<>();

	private SchemaWideNames() {
	}

	/** The tables with such names. */
	public static List<Table> of(List<Table> tables) {
		SchemaWideNames names = new SchemaWideNames();
		tables.forEach((table) -> names.taken.add(folded(table.name().name())));
		return tables.stream().map(names::table).toList();
	}

	private static String folded(String name) {
		return name.toLowerCase(Locale.ROOT);
	}

	private Table table(Table table) {
		Key primary = table.primaryKey();
		List<Key> uniques = table.uniques().stream().map((key) -> key(table, key)).toList();
		List<Index> indexes = new ArrayList<>();
		for (Index index : table.indexes()) {
			indexes.add(new Index(free(table, index.name()), index.unique(), index.parts(), index.predicate(),
					index.method(), index.nativeSql()));
		}
		List<ForeignKey> foreignKeys = new ArrayList<>();
		for (ForeignKey key : table.foreignKeys()) {
			foreignKeys.add(key.named(free(table, key.name())));
		}
		return new Table(table.name(), table.columns(), (primary == null) ? null : key(table, primary), uniques,
				indexes, foreignKeys, table.checks(), table.lineage(), table.options(), table.estimatedRows(),
				table.estimatedBytes())
			.withComment(table.comment());
	}

	private Key key(Table table, Key key) {
		return new Key(free(table, key.name()), key.columns(), key.nativeSql());
	}

	private String free(Table table, String name) {
		if (name.isEmpty()) {
			return name;
		}
		String candidate = name;
		for (int number = 1; !this.taken.add(folded(candidate)); number++) {
			String full = table.name().name() + "_" + name;
			String ending = (number == 1) ? "" : "_" + number;
			candidate = full.substring(0, Math.min(full.length(), LONGEST - ending.length())) + ending;
		}
		return candidate;
	}

}
