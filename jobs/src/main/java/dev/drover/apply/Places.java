package dev.drover.apply;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.Index;
import dev.drover.engine.catalog.Key;
import dev.drover.engine.catalog.Table;

/**
 * What only one row of a table may have, beside its key: values of columns, of columns
 * that the table makes itself and of expressions, in all rows or in some. The server is
 * asked what they are.
 */
final class Places {

	private final Dialect dialect;

	private final Table table;

	private final List<String> names;

	private final List<String> key;

	/**
	 * Creates them.
	 * @param names the columns that come from the other side
	 * @param key those of the key
	 */
	Places(Dialect dialect, Table table, List<String> names, List<String> key) {
		this.dialect = dialect;
		this.table = table;
		this.names = names;
		this.key = key;
	}

	/** Whether there are any of columns that come from the other side. */
	boolean ofColumns() {
		return !columns().isEmpty();
	}

	/** Whether all that the table's rows hold comes from the other side. */
	boolean whole() {
		return this.names.containsAll(this.table.columns().stream().filter(Column::stored).map(Column::name).toList());
	}

	/**
	 * Conditions that find rows of the table that have one of the places of others.
	 * @param others the quoted table of those, which has the columns that come
	 * @param keyToo whether the key is a place as well
	 */
	List<Taken> taken(String others, boolean keyToo) {
		Set<List<String>> columns = columns();
		if (keyToo) {
			columns.add(this.key);
		}
		List<Taken> conditions = new ArrayList<>();
		columns.forEach((place) -> conditions.add(new Taken(taken(quoted(place), null, others), place)));
		if (whole()) {
			String made = made(others);
			uniques().filter((place) -> !this.names.containsAll(place))
				.distinct()
				.forEach((place) -> conditions.add(new Taken(taken(quoted(place), null, made), List.of())));
			for (Index index : this.table.indexes()) {
				if (index.unique() && !index.plain()) {
					String condition = taken(index.parts().stream().map(this::value).toList(), index.predicate(), made);
					conditions.add(new Taken(condition, List.of()));
				}
			}
		}
		return conditions;
	}

	/** Sets of columns that are unique and not the key. */
	private Set<List<String>> columns() {
		Set<List<String>> columns = new LinkedHashSet<>(uniques().filter(this.names::containsAll).toList());
		columns.remove(this.key);
		return columns;
	}

	private Stream<List<String>> uniques() {
		Key primary = this.table.primaryKey();
		return Stream
			.of((primary == null) ? Stream.<List<String>>empty() : Stream.of(primary.columns()),
					this.table.uniques().stream().map(Key::columns),
					this.table.indexes()
						.stream()
						.filter((index) -> index.unique() && index.plain())
						.map((index) -> index.parts().stream().map((part) -> String.valueOf(part.column())).toList()))
			.flatMap((those) -> those);
	}

	private List<String> quoted(List<String> columns) {
		return columns.stream().map(this.dialect::quote).toList();
	}

	private String value(Index.Part part) {
		String column = part.column();
		if (column == null) {
			return "(" + part.expression() + ")";
		}
		String quoted = this.dialect.quote(column);
		return (part.prefix() == 0) ? quoted : "LEFT(" + quoted + ", " + part.prefix() + ")";
	}

	/**
	 * The rows with the columns that the table makes itself, each after the one before.
	 */
	private String made(String others) {
		String rows = others;
		for (Column column : this.table.columns()) {
			String generated = column.generated();
			if (generated != null) {
				String expression = generated.substring(0, generated.lastIndexOf(')') + 1);
				rows = "(SELECT drover_o.*, " + expression + " AS " + this.dialect.quote(column.name()) + " FROM "
						+ rows + " drover_o)";
			}
		}
		return rows;
	}

	/** An expression speaks of the nearest row that has its columns. */
	private static String taken(List<String> values, @Nullable String predicate, String others) {
		String listed = values.stream().collect(Collectors.joining(", "));
		String row = (values.size() == 1) ? listed : "(" + listed + ")";
		String where = (predicate == null) ? "" : " WHERE (" + predicate + ")";
		return ((predicate == null) ? "" : "(" + predicate + ") AND ") + row + " IN (SELECT " + listed + " FROM "
				+ others + " drover_p" + where + ")";
	}

	/**
	 * A place of which another row may be in the way.
	 *
	 * @param condition finds rows that have it
	 * @param columns those that come from the other side and make it; none if something
	 * else does
	 */
	record Taken(String condition, List<String> columns) {

		Taken {
			columns = List.copyOf(columns);
		}

	}

}
