package dev.drover.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

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

	private static final int EXAMPLES = 5;

	private final Dialect dialect;

	private final Connection connection;

	Violations(Engine target, Connection connection) {
		this.dialect = target.dialect();
		this.connection = connection;
	}

	/** Rows whose parent is not there, in words; empty if there are none. */
	String orphans(Table table, ForeignKey key) {
		String there = IntStream.range(0, key.columns().size())
			.mapToObj((i) -> "p." + this.dialect.quote(key.referencedColumns().get(i)) + " = c."
					+ this.dialect.quote(key.columns().get(i)))
			.collect(Collectors.joining(" AND "));
		String given = key.columns()
			.stream()
			.map((column) -> "c." + this.dialect.quote(column) + " IS NOT NULL")
			.collect(Collectors.joining(" AND "));
		String from = " FROM " + this.dialect.quote(table.name()) + " c WHERE " + given
				+ " AND NOT EXISTS (SELECT 1 FROM " + this.dialect.quote(key.referencedTable()) + " p WHERE " + there
				+ ")";
		return rows("SELECT count(*)" + from, "SELECT " + columns("c.", key.columns()) + from, key.columns());
	}

	/** Values that are there more than once, in words; empty if there are none. */
	String duplicates(Table table, List<String> columns) {
		String from = " FROM " + this.dialect.quote(table.name()) + " GROUP BY " + columns("", columns)
				+ " HAVING count(*) > 1";
		return rows("SELECT count(*) FROM (SELECT " + columns("", columns) + from + ") d",
				"SELECT " + columns("", columns) + from, columns);
	}

	/** Rows for which a check is false, in words; empty if there are none. */
	String breaking(Table table, CheckConstraint check) {
		List<String> key = table.rowKey().stream().map(Column::name).toList();
		String from = " FROM " + this.dialect.quote(table.name()) + " WHERE NOT " + check.expression();
		return rows("SELECT count(*)" + from, "SELECT " + (key.isEmpty() ? "'without a key'" : columns("", key)) + from,
				key.isEmpty() ? List.of("") : key);
	}

	private String columns(String prefix, List<String> columns) {
		return columns.stream().map((column) -> prefix + this.dialect.quote(column)).collect(Collectors.joining(", "));
	}

	/** Rows that can't even be compared are no examples. */
	private String rows(String count, String select, List<String> columns) {
		try (Statement statement = this.connection.createStatement()) {
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
					List<String> values = new ArrayList<>();
					for (int i = 1; i <= columns.size(); i++) {
						values.add(row.getString(i));
					}
					examples.add("(" + String.join(", ", values) + ")");
				}
			}
			return total + " rows, such as " + String.join(", ", examples);
		}
		catch (SQLException ex) {
			return "";
		}
	}

}
