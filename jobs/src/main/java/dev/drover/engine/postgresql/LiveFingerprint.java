package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.drover.engine.Dialect;
import dev.drover.engine.jdbc.SqlText;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.live.Unit;
import dev.drover.engine.live.Watched;

/**
 * What must not change while tables are followed. Truncated tables need not be found by
 * it, since a trigger notes that, but for those that a subscription fills: its TRUNCATE
 * fires none. The triggers of other migrations come and go.
 */
final class LiveFingerprint {

	private static final int TABLES_AT_ONCE = 500;

	private final Dialect dialect;

	private final Connection connection;

	LiveFingerprint(Dialect dialect, Connection connection) {
		this.dialect = dialect;
		this.connection = connection;
	}

	Map<String, String> of(Unit unit, List<Watched> tables) throws SQLException {
		Map<String, String> all = new TreeMap<>();
		for (int from = 0; from < tables.size(); from += TABLES_AT_ONCE) {
			String names = tables.subList(from, Math.min(tables.size(), from + TABLES_AT_ONCE))
				.stream()
				.map((table) -> "(" + SqlText.literal(table.queue()) + ", "
						+ SqlText.literal(this.dialect.quote(table.table().name())) + ")")
				.collect(Collectors.joining(", "));
			Statements.query(this.connection, sql(unit, names),
					(row) -> all.put(row.getString(1), String.valueOf(row.getString(2))));
		}
		return all;
	}

	private static String sql(Unit unit, String names) {
		return "SELECT queue, md5(string_agg(part, '|' ORDER BY part)) FROM (SELECT r.queue, t.oid::text || ' '"
				+ " || (SELECT string_agg(concat_ws(',', a.attname, a.atttypid, a.atttypmod, a.attnotnull), ';' ORDER BY a.attnum)"
				+ " FROM pg_catalog.pg_attribute a WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped)"
				+ " || ' ' || coalesce((SELECT string_agg(i.indkey::text, ';' ORDER BY i.indexrelid)"
				+ " FROM pg_catalog.pg_index i WHERE i.indrelid = t.oid AND i.indisunique), '')"
				+ " || ' ' || coalesce((SELECT string_agg(g.tgname || g.tgenabled::text, ';' ORDER BY g.tgname)"
				+ " FROM pg_catalog.pg_trigger g WHERE g.tgrelid = t.oid AND g.tgname LIKE 'drover\\__\\_" + unit.id()
				+ "\\_%'), '')"
				+ " || CASE WHEN EXISTS (SELECT 1 FROM pg_catalog.pg_subscription_rel s WHERE s.srrelid IN (t.oid, r.root::oid))"
				+ " THEN ' ' || coalesce(pg_catalog.pg_relation_filenode(t.oid), 0) ELSE '' END AS part FROM (SELECT queue, pg_catalog.to_regclass(name) AS root FROM (VALUES "
				+ names + ") v (queue, name)) r CROSS JOIN LATERAL (SELECT r.root::oid AS oid UNION SELECT p.relid::oid"
				+ " FROM pg_catalog.pg_partition_tree(r.root) p) t) parts GROUP BY queue";
	}

}
