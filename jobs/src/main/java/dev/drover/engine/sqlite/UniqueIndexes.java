package dev.drover.engine.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.Statements;

/**
 * Whatever makes rows of a table unique, in the words of the indexes: REPLACE takes rows
 * away by any of them.
 */
final class UniqueIndexes {

	private final Dialect dialect;

	private final Connection connection;

	UniqueIndexes(Dialect dialect, Connection connection) {
		this.dialect = dialect;
		this.connection = connection;
	}

	/** Those of a table; the key that is its rowid has none. */
	List<Unique> of(TableName table) throws SQLException {
		List<Unique> uniques = new ArrayList<>();
		List<String> rowid = Statements.strings(this.connection,
				"SELECT name FROM pragma_table_info(?) WHERE pk > 0 AND NOT EXISTS"
						+ " (SELECT 1 FROM pragma_index_list(?) WHERE origin = 'pk')",
				table.name(), table.name());
		if (!rowid.isEmpty()) {
			uniques.add(new Unique(List.of(new Part(this.dialect.quote(rowid.get(0)), "BINARY")), null));
		}
		List<String[]> indexes = new ArrayList<>();
		Statements.query(this.connection,
				"SELECT l.name, m.sql FROM pragma_index_list(?) l LEFT JOIN sqlite_master m"
						+ " ON m.type = 'index' AND m.name = l.name WHERE l.\"unique\" = 1",
				(row) -> indexes.add(new String[] { row.getString(1), row.getString(2) }), table.name());
		for (String[] index : indexes) {
			CreateIndexText text = (index[1] == null) ? null : new CreateIndexText(index[1]);
			List<Part> parts = new ArrayList<>();
			Statements.query(this.connection,
					"SELECT name, coll FROM pragma_index_xinfo(?) WHERE key = 1 ORDER BY seqno", (row) -> {
						String column = row.getString(1);
						parts.add(new Part(
								(column != null) ? this.dialect.quote(column)
										: "(" + ((text == null) ? "" : text.expression(parts.size())) + ")",
								row.getString(2)));
					}, index[0]);
			uniques.add(new Unique(parts, (text == null) ? null : text.predicate()));
		}
		return uniques;
	}

	/**
	 * What is unique together.
	 *
	 * @param parts columns or expressions
	 * @param predicate of which rows, or {@code null}
	 */
	record Unique(List<Part> parts, @Nullable String predicate) {

		/**
		 * The condition that finds the row of the table that has the values of another.
		 */
		String same(String other) {
			String same = this.parts.stream()
				.map((part) -> part.value() + " COLLATE " + part.collation() + " = (SELECT " + part.value() + other
						+ ")")
				.collect(Collectors.joining(" AND "));
			return (this.predicate == null) ? same
					: same + " AND (" + this.predicate + ") AND (SELECT " + this.predicate + other + ")";
		}

	}

	/**
	 * A part of an index.
	 *
	 * @param value its column or expression
	 * @param collation how texts are compared
	 */
	record Part(String value, String collation) {

	}

}
