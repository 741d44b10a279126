package dev.drover.engine.mysql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Index;
import dev.drover.engine.catalog.Key;
import dev.drover.engine.catalog.Table;

/**
 * Keys and indexes in one ALTER TABLE, which reads the rows once for all of them.
 */
final class TogetherDdl {

	private final Dialect dialect;

	private final String begin;

	/**
	 * Creates it.
	 * @param begin how an ALTER TABLE that adds something to the table begins
	 */
	TogetherDdl(Dialect dialect, String begin) {
		this.dialect = dialect;
		this.begin = begin;
	}

	/** The statement, or {@code null} if one of the others is of another form. */
	@Nullable String of(List<String> uniques, List<Index> indexes, Function<Index, String> statement) {
		List<String> additions = new ArrayList<>();
		uniques.forEach((sql) -> additions.add(addition(sql, "")));
		for (Index index : indexes) {
			// of full texts the server builds one at a time, and none beside others
			additions.add(index.method().equals("btree")
					? addition(statement.apply(index), this.dialect.quote(index.name())) : "");
		}
		return additions.contains("") ? null : this.begin + String.join(", ADD ", additions);
	}

	/** What follows ADD, or an empty text if the statement is of neither form. */
	private String addition(String sql, String name) {
		if (sql.startsWith(this.begin)) {
			return sql.substring(this.begin.length());
		}
		String table = this.begin.substring("ALTER TABLE ".length(), this.begin.length() - " ADD ".length());
		String create = "CREATE ";
		String unique = sql.startsWith(create + "UNIQUE ") ? "UNIQUE " : "";
		String head = create + unique + "INDEX " + name + " ON " + table + " ";
		return sql.startsWith(head) ? unique + "INDEX " + name + " " + sql.substring(head.length()) : "";
	}

	/** With those that the server would make in a pass of its own for a foreign key. */
	static List<Index> withIndexesOfForeignKeys(Table table) {
		List<Index> all = new ArrayList<>(table.indexes());
		for (ForeignKey key : table.foreignKeys()) {
			boolean named = !key.name().isEmpty()
					&& all.stream().noneMatch((index) -> index.name().equalsIgnoreCase(key.name()))
					&& table.uniques().stream().noneMatch((unique) -> unique.name().equalsIgnoreCase(key.name()));
			if (named && !found(table, all, key.columns())) {
				all.add(new Index(key.name(), false,
						key.columns().stream().map((column) -> new Index.Part(column, null, false)).toList(), null,
						"btree", null));
			}
		}
		return all;
	}

	private static boolean found(Table table, List<Index> indexes, List<String> columns) {
		Key primary = table.primaryKey();
		return (primary != null && begins(primary.columns(), columns))
				|| table.uniques().stream().anyMatch((unique) -> begins(unique.columns(), columns))
				|| indexes.stream()
					.anyMatch((index) -> index.plain() && begins(
							index.parts().stream().map((part) -> String.valueOf(part.column())).toList(), columns));
	}

	private static boolean begins(List<String> all, List<String> first) {
		return all.size() >= first.size() && all.subList(0, first.size()).equals(first);
	}

}
