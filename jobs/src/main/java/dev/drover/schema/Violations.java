package dev.drover.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.drover.engine.Dialect;
import dev.drover.engine.Engine;
import dev.drover.engine.catalog.CheckConstraint;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Table;

/**
 * Finds rows that violate a constraint.
 */
final class Violations {

	/** Stands for rows that could not be looked at in time. */
	static final String TOO_LONG = "too long";

	private static final int EXAMPLES = 5;

	private final Engine engine;

	private final Dialect dialect;

	private final Connection connection;

	private final int seconds;

	Violations(Engine engine, Connection connection) {
		this(engine, connection, 0);
	}

	/**
	 * Looks at a database.
	 * @param seconds how long one look may take, then it is {@link #TOO_LONG}; 0 = as
	 * long as it takes
	 */
	Violations(Engine engine, Connection connection, int seconds) {
		this.engine = engine;
		this.dialect = engine.dialect();
		this.connection = connection;
		this.seconds = seconds;
	}

	/** Whether each row has its parent, which is for certain if this does not throw. */
	boolean parentsAreThere(Table table, ForeignKey key) throws SQLException {
		String quick = this.engine.orphanQuery(this.connection, table, key);
		try (Statement statement = this.connection.createStatement();
				ResultSet row = statement
					.executeQuery(quick.isEmpty() ? "SELECT 1" + fromOrphans(table, key) + " LIMIT 1" : quick)) {
			return !row.next();
		}
	}

	/** Rows whose parent is not there, in words; empty if there are none. */
	String orphans(Table table, ForeignKey key) {
		String from = fromOrphans(table, key);
		List<String> own = table.rowKey().stream().map(Column::name).toList();
		List<String> shown = Stream.concat(key.columns().stream(), own.stream()).toList();
		return rows("SELECT count(*)" + from, "SELECT " + columns("c.", shown) + from, key.columns().size(),
				own.size());
	}

	private String fromOrphans(Table table, ForeignKey key) {
		String there = IntStream.range(0, key.columns().size())
			.mapToObj((i) -> "p." + this.dialect.quote(key.referencedColumns().get(i)) + " = c."
					+ this.dialect.quote(key.columns().get(i)))
			.collect(Collectors.joining(" AND "));
		String given = key.columns()
			.stream()
			.map((column) -> "c." + this.dialect.quote(column) + " IS NOT NULL")
			.collect(Collectors.joining(" AND "));
		return " FROM " + this.dialect.quote(table.name()) + " c WHERE " + given + " AND NOT EXISTS (SELECT 1 FROM "
				+ this.dialect.quote(key.referencedTable()) + " p WHERE " + there + ")";
	}

	/** Values that are there more than once, in words; empty if there are none. */
	String duplicates(Table table, List<String> columns) {
		String from = " FROM " + this.dialect.quote(table.name()) + " GROUP BY " + columns("", columns)
				+ " HAVING count(*) > 1";
		return rows("SELECT count(*) FROM (SELECT " + columns("", columns) + from + ") d",
				"SELECT " + columns("", columns) + from, columns.size(), 0);
	}

	/** Rows for which a check is false, in words; empty if there are none. */
	String breaking(Table table, CheckConstraint check) {
		List<String> key = table.rowKey().stream().map(Column::name).toList();
		String from = " FROM " + this.dialect.quote(table.name()) + " WHERE NOT " + check.expression();
		return rows("SELECT count(*)" + from, "SELECT " + (key.isEmpty() ? "'without a key'" : columns("", key)) + from,
				key.isEmpty() ? 1 : 0, key.size());
	}

	private String columns(String prefix, List<String> columns) {
		return columns.stream().map((column) -> prefix + this.dialect.quote(column)).collect(Collectors.joining(", "));
	}

	/** Rows that can't even be compared are no examples. */
	private String rows(String count, String select, int values, int keys) {
		try (Statement statement = this.connection.createStatement()) {
			statement.setQueryTimeout(this.seconds);
			long total;
			try (ResultSet row = statement.executeQuery(count)) {
				row.next();
				total = row.getLong(1);
			}
			if (total == 0) {
				return "";
			}
			statement.setMaxRows(EXAMPLES);
			List<String> examples = new ArrayList<>();
			try (ResultSet row = statement.executeQuery(select)) {
				while (row.next()) {
					String value = (values == 0) ? "" : values(row, 1, values) + ((keys == 0) ? "" : " in ");
					examples.add(value + ((keys == 0) ? "" : "row " + values(row, values + 1, values + keys)));
				}
			}
			return total + " rows, such as " + String.join(", ", examples);
		}
		catch (SQLTimeoutException ex) {
			return TOO_LONG;
		}
		catch (SQLException ex) {
			return (this.seconds > 0) ? TOO_LONG : "";
		}
	}

	private static String values(ResultSet row, int from, int to) throws SQLException {
		List<String> values = new ArrayList<>();
		for (int i = from; i <= to; i++) {
			values.add(row.getString(i));
		}
		return "(" + String.join(", ", values) + ")";
	}

}
