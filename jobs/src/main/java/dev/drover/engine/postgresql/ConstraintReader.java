package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.drover.engine.catalog.CheckConstraint;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Index;
import dev.drover.engine.catalog.Key;
import dev.drover.engine.jdbc.Statements;

/**
 * Reads keys, foreign keys, checks and indexes of all tables.
 */
final class ConstraintReader {

	private static final String CONSTRAINTS = """
			SELECT c.conrelid, c.contype, c.conname, pg_get_constraintdef(c.oid, true),
			       ARRAY(SELECT a.attname::text FROM unnest(c.conkey) WITH ORDINALITY k (number, place)
			               JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number
			              ORDER BY k.place),
			       ARRAY(SELECT a.attname::text FROM unnest(c.confkey) WITH ORDINALITY k (number, place)
			               JOIN pg_catalog.pg_attribute a ON a.attrelid = c.confrelid AND a.attnum = k.number
			              ORDER BY k.place),
			       c.confdeltype, c.confupdtype, c.condeferrable, c.condeferred, c.convalidated, rn.nspname, r.relname,
			       c.confmatchtype = 'f'
			  FROM pg_catalog.pg_constraint c
			  LEFT JOIN pg_catalog.pg_class r ON r.oid = c.confrelid
			  LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
			 WHERE c.conrelid <> 0 AND c.contype IN ('p', 'u', 'f', 'c', 'x') AND c.conparentid = 0
			   AND (c.contype <> 'c' OR c.conislocal)
			 ORDER BY c.conname""";

	private static final String INDEXES = """
			SELECT i.indrelid, i.indexrelid, c.relname, i.indisunique, m.amname, pg_get_expr(i.indpred, i.indrelid),
			       pg_get_indexdef(i.indexrelid, 0, true), a.attname, pg_get_indexdef(i.indexrelid, k.place, true),
			       i.indoption[k.place - 1] & 1 = 1
			  FROM pg_catalog.pg_index i
			  JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid AND NOT c.relispartition
			  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			  JOIN pg_catalog.pg_am m ON m.oid = c.relam
			 CROSS JOIN LATERAL generate_series(1, i.indnkeyatts) k (place)
			  LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k.place - 1]
			       AND a.attnum <> 0
			 WHERE i.indisvalid AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint o
			        WHERE o.conindid = i.indexrelid AND o.contype IN ('p', 'u', 'x')) AND\s"""
			+ PostgresqlCatalog.USER_SCHEMA + " ORDER BY c.relname, i.indexrelid, k.place";

	/** How a server from 15 on spells an action that concerns some of the columns. */
	private static final Pattern SOME = Pattern
		.compile("(?s).*\\) (MATCH FULL )?(ON UPDATE [A-Z ]+ )?ON DELETE SET (NULL|DEFAULT) \\(.*");

	private final Connection connection;

	private final PostgresqlCatalog names;

	ConstraintReader(Connection connection, PostgresqlCatalog names) {
		this.connection = connection;
		this.names = names;
	}

	void readInto(Map<Long, TableDraft> tables) throws SQLException {
		Statements.query(this.connection, CONSTRAINTS, (row) -> {
			TableDraft table = tables.get(row.getLong(1));
			if (table != null) {
				constraint(table, row);
			}
		});
		Statements.query(this.connection, INDEXES, (row) -> {
			TableDraft table = tables.get(row.getLong(1));
			if (table != null) {
				index(table, row);
			}
		});
	}

	private void constraint(TableDraft table, ResultSet row) throws SQLException {
		String name = row.getString(3);
		String definition = row.getString(4);
		switch (row.getString(2)) {
			case "p" -> table.primaryKey = new Key(name, columns(row, 5), definition);
			case "u" -> table.uniques.add(new Key(name, columns(row, 5), definition));
			case "f" -> table.foreignKeys.add(foreignKey(name, definition, row));
			default -> table.checks.add(new CheckConstraint(name, definition));
		}
	}

	private ForeignKey foreignKey(String name, String definition, ResultSet row) throws SQLException {
		return new ForeignKey(name, columns(row, 5), this.names.name(row.getString(12), row.getString(13)),
				columns(row, 6), action(row.getString(7)), action(row.getString(8)), row.getBoolean(9),
				row.getBoolean(10), row.getBoolean(11), row.getBoolean(14), SOME.matcher(definition).matches());
	}

	private static List<String> columns(ResultSet row, int index) throws SQLException {
		return List.of((String[]) row.getArray(index).getArray());
	}

	private static ForeignKey.Action action(String letter) {
		return switch (letter) {
			case "r" -> ForeignKey.Action.RESTRICT;
			case "c" -> ForeignKey.Action.CASCADE;
			case "n" -> ForeignKey.Action.SET_NULL;
			case "d" -> ForeignKey.Action.SET_DEFAULT;
			default -> ForeignKey.Action.NO_ACTION;
		};
	}

	/** Each row is one part of an index; the parts come one after the other. */
	private static void index(TableDraft table, ResultSet row) throws SQLException {
		String column = row.getString(8);
		Index.Part part = new Index.Part(column, (column == null) ? row.getString(9) : null, row.getBoolean(10));
		// a partitioned table's index is spelled so that it would leave out the
		// partitions
		String sql = row.getString(7).replaceFirst(" ON ONLY ", " ON ");
		table.addIndexPart(row.getLong(2),
				new Index(row.getString(3), row.getBoolean(4), List.of(part), row.getString(6), row.getString(5), sql));
	}

}
