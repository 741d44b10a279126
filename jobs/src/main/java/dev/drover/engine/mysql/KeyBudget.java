package dev.drover.engine.mysql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Index;
import dev.drover.engine.catalog.Key;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.value.Kind;

/**
 * A key holds 3,072 bytes and no text without a limit. Says how long texts and bytes may
 * be in the columns of keys; both ends of a foreign key count.
 */
final class KeyBudget {

	static final int KEY_BYTES = 3072;

	private static final int BYTES_OF_OTHERS = 16;

	private static final int CHARACTER_BYTES = 4;

	private final Map<Place, Integer> bytes = new HashMap<>();

	KeyBudget(List<Table> tables) {
		Map<TableName, List<Table>> named = tables.stream().collect(Collectors.groupingBy(Table::name));
		for (Table table : tables) {
			Key primary = table.primaryKey();
			if (primary != null) {
				share(table, primary.columns());
			}
			table.uniques().forEach((key) -> share(table, key.columns()));
			table.indexes()
				.stream()
				.filter((index) -> index.unique() && index.plain())
				.forEach((index) -> share(table, columns(index)));
			for (ForeignKey key : table.foreignKeys()) {
				share(table, key.columns());
				named.getOrDefault(key.referencedTable(), List.of())
					.forEach((other) -> share(other, key.referencedColumns()));
			}
		}
	}

	static List<String> columns(Index index) {
		List<String> columns = new ArrayList<>();
		for (Index.Part part : index.parts()) {
			String column = part.column();
			if (column != null) {
				columns.add(column);
			}
		}
		return columns;
	}

	private void share(Table table, List<String> names) {
		List<Column> columns = names.stream().flatMap((name) -> table.column(name).stream()).toList();
		int left = KEY_BYTES;
		Set<Column> open = new HashSet<>();
		for (Column column : columns) {
			if (variable(column.type())) {
				open.add(column);
			}
			else {
				left -= BYTES_OF_OTHERS;
			}
		}
		// those that need less than an equal share leave the rest to the others
		boolean changed = true;
		while (changed && !open.isEmpty()) {
			int share = left / open.size();
			List<Column> small = open.stream().filter((column) -> needed(column.type()) <= share).toList();
			for (Column column : small) {
				open.remove(column);
				left -= (int) needed(column.type());
				this.bytes.merge(new Place(table.name(), column.name()), (int) needed(column.type()), Math::min);
			}
			changed = !small.isEmpty();
		}
		for (Column column : open) {
			this.bytes.merge(new Place(table.name(), column.name()), left / open.size(), Math::min);
		}
	}

	private static boolean variable(ColumnType type) {
		return type.declared().contains("text") || type.declared().contains("char") || type.declared().contains("blob")
				|| type.declared().contains("binary");
	}

	private static long needed(ColumnType type) {
		if (type.size() == 0 || type.declared().contains("text") || type.declared().contains("blob")) {
			return Long.MAX_VALUE;
		}
		return (type.kind() == Kind.BYTES) ? type.size() : type.size() * CHARACTER_BYTES;
	}

	/** The column's type as a key can hold it, or {@code null} if it can already. */
	@Nullable ColumnType shortened(TableName table, Column column) {
		Integer allowed = this.bytes.get(new Place(table, column.name()));
		ColumnType type = column.type();
		if (allowed == null || needed(type) <= allowed) {
			return null;
		}
		if (type.kind() == Kind.BYTES) {
			return new ColumnType(Kind.BYTES, allowed, -1, "varbinary(" + allowed + ")");
		}
		int characters = allowed / CHARACTER_BYTES;
		return new ColumnType(type.kind(), characters, -1, "varchar(" + characters + ")");
	}

	/** How many characters or bytes of a column an index shall hold; 0 = all. */
	static int prefix(Column column, int columns) {
		ColumnType type = column.type();
		int share = KEY_BYTES / columns;
		if (!variable(type) || needed(type) <= share) {
			return 0;
		}
		return (type.kind() == Kind.BYTES) ? share : share / CHARACTER_BYTES;
	}

}
