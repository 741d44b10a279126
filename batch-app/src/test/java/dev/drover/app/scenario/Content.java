package dev.drover.app.scenario;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a database holds, read by plain JDBC.
 */
final class Content {

	private final Side side;

	private final Connection connection;

	Content(Side side, Connection connection) {
		this.side = side;
		this.connection = connection;
	}

	List<Name> tables() throws SQLException {
		List<Name> tables = new ArrayList<>();
		try (Statement statement = this.connection.createStatement();
				ResultSet row = statement.executeQuery(this.side.product().tables())) {
			while (row.next()) {
				tables.add(new Name(row.getString(1), row.getString(2)));
			}
		}
		return tables;
	}

	List<ColumnSort> columns(Name table) throws SQLException {
		List<ColumnSort> columns = new ArrayList<>();
		try (Statement statement = this.connection.createStatement();
				ResultSet rows = statement
					.executeQuery("SELECT * FROM " + table.quoted(this.side.product()) + " WHERE 1 = 0")) {
			ResultSetMetaData data = rows.getMetaData();
			for (int i = 1; i <= data.getColumnCount(); i++) {
				columns.add(new ColumnSort(data.getColumnName(i), data.getColumnTypeName(i).toUpperCase(Locale.ROOT)));
			}
		}
		return columns;
	}

	/** Rows as the engine itself spells their stored values, sorted. */
	List<String> exact(Name table, List<String> except) throws SQLException {
		List<String> expressions = new ArrayList<>();
		for (ColumnSort column : columns(table)) {
			if (!except.contains(column.name().toLowerCase(Locale.ROOT))) {
				expressions.add(this.side.product().exact(this.side.product().quote(column.name()), column.type()));
			}
		}
		if (expressions.isEmpty()) {
			expressions.add("'row'");
		}
		List<String> rows = new ArrayList<>();
		try (Statement statement = this.connection.createStatement();
				ResultSet row = statement.executeQuery(
						"SELECT " + String.join(", ", expressions) + " FROM " + table.quoted(this.side.product()))) {
			while (row.next()) {
				List<String> values = new ArrayList<>();
				for (int i = 1; i <= expressions.size(); i++) {
					values.add(String.valueOf(row.getString(i)));
				}
				rows.add(String.join(" | ", values));
			}
		}
		Collections.sort(rows);
		return rows;
	}

	/**
	 * Rows in a spelling that is the same for all engines, sorted.
	 * @param sorts what the values are, as the source declares them
	 */
	List<String> meaning(Name table, List<Meaning> sorts) throws SQLException {
		List<ColumnSort> columns = columns(table);
		List<String> expressions = new ArrayList<>();
		for (int i = 0; i < columns.size(); i++) {
			expressions.add(sorts.get(i)
				.expression(this.side.product(), this.side.product().quote(columns.get(i).name()), columns.get(i)));
		}
		List<String> rows = new ArrayList<>();
		try (Statement statement = this.connection.createStatement();
				ResultSet row = statement.executeQuery(
						"SELECT " + String.join(", ", expressions) + " FROM " + table.quoted(this.side.product()))) {
			while (row.next()) {
				List<String> values = new ArrayList<>();
				for (int i = 0; i < sorts.size(); i++) {
					values.add(sorts.get(i).of(row, i + 1));
				}
				rows.add(String.join(" | ", values));
			}
		}
		Collections.sort(rows);
		return rows;
	}

	Map<String, Long> counts() throws SQLException {
		Map<String, Long> counts = new TreeMap<>();
		for (Name table : tables()) {
			try (Statement statement = this.connection.createStatement();
					ResultSet row = statement
						.executeQuery("SELECT count(*) FROM " + table.quoted(this.side.product()))) {
				row.next();
				counts.put(table.display(), row.getLong(1));
			}
		}
		return counts;
	}

	/**
	 * A column and its type as the driver names it.
	 *
	 * @param name its name
	 * @param type its type, upper case
	 */
	record ColumnSort(String name, String type) {

	}

	/**
	 * A table's name.
	 *
	 * @param schema its schema, or {@code null}
	 * @param table its own name
	 */
	record Name(String schema, String table) {

		String quoted(Product product) {
			return ((this.schema == null) ? "" : product.quote(this.schema) + ".") + product.quote(this.table);
		}

		String display() {
			return ((this.schema == null) ? "" : this.schema + ".") + this.table;
		}

	}

}
