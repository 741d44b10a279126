package dev.drover.engine.jdbc;

import java.util.stream.Collectors;

import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Index;
import dev.drover.engine.catalog.Table;

/**
 * SQL that all engines spell alike.
 */
public final class SqlText {

	private SqlText() {
	}

	/** A string literal. */
	public static String literal(String text) {
		return "'" + text.replace("'", "''") + "'";
	}

	/** A foreign key as a table constraint. */
	public static String foreignKey(Dialect dialect, ForeignKey key) {
		StringBuilder sql = new StringBuilder();
		if (!key.name().isEmpty()) {
			sql.append("CONSTRAINT ").append(dialect.quote(key.name())).append(' ');
		}
		sql.append("FOREIGN KEY (").append(dialect.quoteAll(key.columns())).append(") REFERENCES ");
		sql.append(dialect.quote(key.referencedTable()));
		sql.append(" (").append(dialect.quoteAll(key.referencedColumns())).append(')');
		if (key.onDelete() != ForeignKey.Action.NO_ACTION) {
			sql.append(" ON DELETE ").append(key.onDelete().sql());
		}
		if (key.onUpdate() != ForeignKey.Action.NO_ACTION) {
			sql.append(" ON UPDATE ").append(key.onUpdate().sql());
		}
		return sql.toString();
	}

	/** An index over whole columns. */
	public static String createIndex(Dialect dialect, Table table, Index index) {
		if (index.nativeSql() != null) {
			return index.nativeSql();
		}
		String parts = index.parts()
			.stream()
			.map((part) -> ((part.column() == null) ? "(" + part.expression() + ")" : dialect.quote(part.column()))
					+ ((part.prefix() > 0) ? "(" + part.prefix() + ")" : "") + (part.descending() ? " DESC" : ""))
			.collect(Collectors.joining(", "));
		return "CREATE " + (index.unique() ? "UNIQUE " : "") + "INDEX " + dialect.quote(index.name()) + " ON "
				+ dialect.quote(table.name()) + " (" + parts + ")"
				+ ((index.predicate() == null) ? "" : " WHERE " + index.predicate());
	}

}
