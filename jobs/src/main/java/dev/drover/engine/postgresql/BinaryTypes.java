package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.Statements;

/**
 * Whether columns may travel in binary form: the same type on both sides, of a form that
 * is the same in all versions and holds no oid of a user's type.
 */
final class BinaryTypes {

	private static final Set<String> SAFE = Set.of("bool", "int2", "int4", "int8", "oid", "float4", "float8", "numeric",
			"text", "varchar", "bpchar", "name", "char", "bytea", "uuid", "date", "time", "timetz", "timestamp",
			"timestamptz", "interval", "json", "jsonb", "inet", "cidr", "macaddr", "macaddr8", "bit", "varbit", "point",
			"lseg", "box", "path", "polygon", "circle", "tsvector", "int4range", "int8range", "numrange", "tsrange",
			"tstzrange", "daterange");

	/** Each column's type, domains resolved: its own name, or an array's element. */
	private static final String COLUMNS = """
			WITH RECURSIVE base (attname, oid) AS (
			  SELECT a.attname, a.atttypid FROM pg_catalog.pg_attribute a
			   WHERE a.attrelid = CAST(? AS regclass) AND a.attnum > 0 AND NOT a.attisdropped
			  UNION ALL
			  SELECT b.attname, t.typbasetype FROM base b JOIN pg_catalog.pg_type t ON t.oid = b.oid AND t.typtype = 'd')
			SELECT b.attname, CASE WHEN t.typtype = 'e' THEN 'enum' WHEN n.nspname <> 'pg_catalog' THEN ''
			       WHEN t.typcategory = 'A' AND t.typlen = -1 THEN e.typname ELSE t.typname END,
			       t.typcategory = 'A'
			  FROM base b JOIN pg_catalog.pg_type t ON t.oid = b.oid AND t.typtype <> 'd'
			  JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
			  LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem""";

	private BinaryTypes() {
	}

	static boolean allow(Dialect dialect, Connection from, TableName source, List<ColumnBinding> sourceColumns,
			Connection to, TableName target, List<ColumnBinding> targetColumns) throws SQLException {
		if (sourceColumns.isEmpty()) {
			return false;
		}
		Map<String, String> there = forms(from, dialect.quote(source));
		Map<String, String> here = forms(to, dialect.quote(target));
		for (int i = 0; i < sourceColumns.size(); i++) {
			String form = there.getOrDefault(sourceColumns.get(i).column().name(), "");
			if (form.isEmpty() || !form.equals(here.get(targetColumns.get(i).column().name()))) {
				return false;
			}
		}
		return true;
	}

	/** Columns whose type is safe, with what has to be equal on both sides. */
	private static Map<String, String> forms(Connection connection, String table) throws SQLException {
		Map<String, String> forms = new HashMap<>();
		Statements.query(connection, COLUMNS, (row) -> {
			String type = row.getString(2);
			boolean array = row.getBoolean(3);
			if ((type.equals("enum") && !array) || SAFE.contains(type)) {
				forms.put(row.getString(1), type + (array ? "[]" : ""));
			}
		}, table);
		return forms;
	}

}
