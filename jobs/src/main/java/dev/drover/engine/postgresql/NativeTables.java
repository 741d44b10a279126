package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.NativeStep.Stage;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.Statements;

/**
 * Spells each table as PostgreSQL itself would have it made again: with what other
 * engines don't know, such as storage, inheritance, or indexes of single partitions.
 * Names of the default schema stay without it.
 */
final class NativeTables {

	private static final String TABLES = """
			SELECT c.oid, c.oid::regclass::text, c.relpersistence = 'u',
			       CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
			       CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END,
			       ARRAY(SELECT i.inhparent::regclass::text FROM pg_catalog.pg_inherits i WHERE i.inhrelid = c.oid
			              ORDER BY i.inhseqno),
			       CASE WHEN m.amname <> 'heap' THEN quote_ident(m.amname) END,
			       array_to_string(c.reloptions, ', '), CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END,
			       c.relreplident::text, array_to_string(ARRAY(SELECT 'toast.' || o FROM pg_catalog.pg_class h,
			              unnest(h.reloptions) o WHERE h.oid = c.reltoastrelid), ', ')
			  FROM pg_catalog.pg_class c
			  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			  LEFT JOIN pg_catalog.pg_am m ON m.oid = c.relam
			 WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND\s"""
			+ PostgresqlCatalog.USER_SCHEMA + PostgresqlCatalog.notOfExtension("pg_class", "c.oid");

	private static final String COLUMNS = """
			SELECT a.attrelid, quote_ident(a.attname), format_type(a.atttypid, a.atttypmod),
			       CASE WHEN a.attcollation <> 0 AND a.attcollation <> t.typcollation THEN (
			            SELECT quote_ident(cn.nspname) || '.' || quote_ident(co.collname)
			              FROM pg_catalog.pg_collation co JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
			             WHERE co.oid = a.attcollation) END,
			       pg_get_expr(d.adbin, d.adrelid), a.attgenerated::text, a.attnotnull, a.attidentity::text,
			       a.attislocal OR c.relispartition OR c.reloftype <> 0,
			       CASE WHEN a.attstorage <> t.typstorage THEN CASE a.attstorage WHEN 'p' THEN 'PLAIN'
			            WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END END,
			       CASE WHEN coalesce(a.attstattarget, -1) >= 0 THEN a.attstattarget END,
			       array_to_string(a.attoptions, ', '),
			       CASE to_jsonb(a) ->> 'attcompression' WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END,
			       nn.name, nn.alone,
			       (SELECT 'SEQUENCE NAME ' || s.seqrelid::regclass || ' START WITH ' || s.seqstart || ' INCREMENT BY '
			               || s.seqincrement || ' MINVALUE ' || s.seqmin || ' MAXVALUE ' || s.seqmax || ' CACHE '
			               || s.seqcache || CASE WHEN s.seqcycle THEN ' CYCLE' ELSE '' END
			          FROM pg_catalog.pg_depend p JOIN pg_catalog.pg_sequence s ON s.seqrelid = p.objid
			         WHERE p.classid = 'pg_catalog.pg_class'::regclass AND p.deptype = 'i'
			           AND p.refclassid = 'pg_catalog.pg_class'::regclass AND p.refobjid = a.attrelid
			           AND p.refobjsubid = a.attnum),
			       (SELECT pg_get_expr(pd.adbin, pd.adrelid) FROM pg_catalog.pg_inherits i
			          JOIN pg_catalog.pg_attribute pa ON pa.attrelid = i.inhparent AND pa.attname = a.attname
			          JOIN pg_catalog.pg_attrdef pd ON pd.adrelid = pa.attrelid AND pd.adnum = pa.attnum
			         WHERE i.inhrelid = a.attrelid AND NOT c.relispartition ORDER BY i.inhseqno LIMIT 1),
			       EXISTS (SELECT FROM pg_catalog.pg_inherits i
			          JOIN pg_catalog.pg_attribute pa ON pa.attrelid = i.inhparent AND pa.attname = a.attname AND pa.attnotnull
			         WHERE i.inhrelid = a.attrelid),
			       coalesce(nn.local OR c.relispartition, true)
			  FROM pg_catalog.pg_attribute a
			  JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
			  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			  JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
			  LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
			  LEFT JOIN LATERAL (SELECT quote_ident(o.conname) AS name, o.connoinherit AS alone, o.conislocal AS local
			       FROM pg_catalog.pg_constraint o
			      WHERE o.conrelid = a.attrelid AND o.contype = 'n' AND o.conkey = ARRAY[a.attnum]
			      LIMIT 1) nn ON true
			 WHERE a.attnum > 0 AND NOT a.attisdropped AND\s"""
			+ PostgresqlCatalog.USER_SCHEMA + " ORDER BY a.attrelid, a.attnum";

	/** Checks that the table is made with: those that hold for all rows. */
	private static final String CHECKS = """
			SELECT o.conrelid, 'CONSTRAINT ' || quote_ident(o.conname) || ' ' || pg_get_constraintdef(o.oid, true)
			  FROM pg_catalog.pg_constraint o JOIN pg_catalog.pg_class c ON c.oid = o.conrelid
			 WHERE o.contype = 'c' AND o.convalidated AND (o.conislocal OR c.relispartition)
			 ORDER BY o.conrelid, o.conname""";

	private static final String CONSTRAINTS = """
			SELECT o.conrelid, o.contype::text, quote_ident(o.conname), pg_get_constraintdef(o.oid, true), o.conname::text,
			       rn.nspname, r.relname, o.conindid::regclass::text, array_to_string(x.reloptions, ', '),
			       coalesce(r.relkind = 'p', false)
			  FROM pg_catalog.pg_constraint o
			  LEFT JOIN pg_catalog.pg_class r ON r.oid = o.confrelid
			  LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
			  LEFT JOIN pg_catalog.pg_class x ON x.oid = o.conindid AND o.contype IN ('p', 'u', 'x')
			 WHERE o.conrelid <> 0 AND (o.contype IN ('p', 'u', 'x') OR (o.contype = 'f' AND o.conparentid = 0)
			       OR (o.contype = 'c' AND NOT o.convalidated AND o.conislocal))
			 ORDER BY o.conrelid, o.contype, o.conname""";

	private static final String INDEXES = """
			SELECT i.indrelid, c.oid::regclass::text, pg_get_indexdef(c.oid, 0, true),
			       EXISTS (SELECT FROM pg_catalog.pg_constraint o WHERE o.conindid = c.oid AND o.contype IN ('p', 'u', 'x')),
			       (SELECT h.inhparent::regclass::text FROM pg_catalog.pg_inherits h WHERE h.inhrelid = c.oid),
			       i.indisclustered, i.indisreplident,
			       ARRAY(SELECT format('ALTER INDEX %s ALTER COLUMN %s SET STATISTICS %s', c.oid::regclass, a.attnum,
			              a.attstattarget) FROM pg_catalog.pg_attribute a
			              WHERE a.attrelid = c.oid AND a.attstattarget >= 0 ORDER BY a.attnum),
			       quote_ident(c.relname)
			  FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
			 WHERE i.indisvalid OR c.relkind = 'I'
			 ORDER BY i.indrelid, c.relname""";

	/** Comments, owned sequences and statistics by the oid of their table. */
	private static final String LAST = """
			SELECT d.objoid AS relation, format('COMMENT ON TABLE %s IS %L', d.objoid::regclass, d.description) AS sql, '' AS done
			  FROM pg_catalog.pg_description d
			  JOIN pg_catalog.pg_class c ON c.oid = d.objoid AND c.relkind IN ('r', 'p')
			 WHERE d.classoid = 'pg_catalog.pg_class'::regclass AND d.objsubid = 0
			UNION ALL
			SELECT a.attrelid, format('COMMENT ON COLUMN %s.%I IS %L', a.attrelid::regclass, a.attname, d.description), ''
			  FROM pg_catalog.pg_description d
			  JOIN pg_catalog.pg_attribute a ON a.attrelid = d.objoid AND a.attnum = d.objsubid AND d.objsubid > 0
			 WHERE d.classoid = 'pg_catalog.pg_class'::regclass
			UNION ALL
			SELECT i.indrelid, format('COMMENT ON INDEX %s IS %L', d.objoid::regclass, d.description), ''
			  FROM pg_catalog.pg_description d JOIN pg_catalog.pg_index i ON i.indexrelid = d.objoid
			 WHERE d.classoid = 'pg_catalog.pg_class'::regclass AND d.objsubid = 0
			UNION ALL
			SELECT o.conrelid, format('COMMENT ON CONSTRAINT %I ON %s IS %L', o.conname, o.conrelid::regclass, d.description), ''
			  FROM pg_catalog.pg_description d JOIN pg_catalog.pg_constraint o ON o.oid = d.objoid AND o.conrelid <> 0
			 WHERE d.classoid = 'pg_catalog.pg_constraint'::regclass
			UNION ALL
			SELECT (SELECT min(c.oid) FROM pg_catalog.pg_class c WHERE c.relnamespace = s.relnamespace AND c.relkind IN ('r', 'p')),
			       format('COMMENT ON SEQUENCE %s IS %L', s.oid::regclass, d.description), ''
			  FROM pg_catalog.pg_description d JOIN pg_catalog.pg_class s ON s.oid = d.objoid AND s.relkind = 'S'
			 WHERE d.classoid = 'pg_catalog.pg_class'::regclass
			UNION ALL
			SELECT (SELECT min(c.oid) FROM pg_catalog.pg_class c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p')),
			       format('COMMENT ON SCHEMA %I IS %L', n.nspname, d.description), ''
			  FROM pg_catalog.pg_description d JOIN pg_catalog.pg_namespace n ON n.oid = d.objoid AND n.nspname <> 'public'
			 WHERE d.classoid = 'pg_catalog.pg_namespace'::regclass
			UNION ALL
			SELECT s.stxrelid, pg_get_statisticsobjdef(s.oid),
			       format('SELECT FROM pg_catalog.pg_statistic_ext WHERE stxrelid = to_regclass(%L) AND stxname = %L',
			              s.stxrelid::regclass, s.stxname)
			  FROM pg_catalog.pg_statistic_ext s
			UNION ALL
			SELECT p.refobjid, format('ALTER SEQUENCE %s OWNED BY %s.%I', p.objid::regclass, p.refobjid::regclass, a.attname), ''
			  FROM pg_catalog.pg_depend p JOIN pg_catalog.pg_class s ON s.oid = p.objid AND s.relkind = 'S'
			  JOIN pg_catalog.pg_attribute a ON a.attrelid = p.refobjid AND a.attnum = p.refobjsubid
			 WHERE p.classid = 'pg_catalog.pg_class'::regclass AND p.refclassid = 'pg_catalog.pg_class'::regclass
			   AND p.refobjsubid > 0 AND p.deptype = 'a'""";

	/** Users' routines that the statements of a table call. */
	private static final String ROUTINES = """
			SELECT DISTINCT u.relation, f.oid::regprocedure::text
			  FROM (SELECT d.adrelid AS relation, p.refobjid AS routine FROM pg_catalog.pg_depend p
			          JOIN pg_catalog.pg_attrdef d ON d.oid = p.objid
			         WHERE p.classid = 'pg_catalog.pg_attrdef'::regclass AND p.refclassid = 'pg_catalog.pg_proc'::regclass
			        UNION ALL
			        SELECT o.conrelid, p.refobjid FROM pg_catalog.pg_depend p
			          JOIN pg_catalog.pg_constraint o ON o.oid = p.objid
			         WHERE p.classid = 'pg_catalog.pg_constraint'::regclass AND p.refclassid = 'pg_catalog.pg_proc'::regclass
			        UNION ALL
			        SELECT coalesce(i.indrelid, p.objid), p.refobjid FROM pg_catalog.pg_depend p
			          LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = p.objid
			         WHERE p.classid = 'pg_catalog.pg_class'::regclass AND p.refclassid = 'pg_catalog.pg_proc'::regclass) u
			  JOIN pg_catalog.pg_proc f ON f.oid = u.routine
			  JOIN pg_catalog.pg_namespace n ON n.oid = f.pronamespace
			 WHERE u.relation <> 0 AND\s"""
			+ PostgresqlCatalog.USER_SCHEMA + PostgresqlCatalog.notOfExtension("pg_proc", "f.oid") + " ORDER BY 2";

	private final Connection connection;

	private final PostgresqlCatalog names;

	private final Map<Long, NativeTableDraft> tables = new HashMap<>();

	NativeTables(Connection connection, PostgresqlCatalog names) {
		this.connection = connection;
		this.names = names;
	}

	/** All tables by their oid. */
	Map<Long, NativeTableDraft> read() throws SQLException {
		Statements.query(this.connection, TABLES,
				(row) -> this.tables.put(row.getLong(1),
						new NativeTableDraft(row.getString(2), row.getBoolean(3), row.getString(4), row.getString(5),
								List.of((String[]) row.getArray(6).getArray()), row.getString(7), options(row),
								row.getString(9), row.getString(10))));
		each(COLUMNS, NativeTables::column);
		each(CHECKS, (table, row) -> table.part(row.getString(2)));
		each(CONSTRAINTS, this::constraint);
		each(INDEXES, NativeTables::index);
		each(LAST, (table, row) -> table.step(Stage.LAST, row.getString(2), row.getString(3), null));
		each(ROUTINES, (table, row) -> table.routine(row.getString(2)));
		return this.tables;
	}

	private static String options(ResultSet row) throws SQLException {
		List<String> options = new ArrayList<>();
		for (int index : new int[] { 8, 11 }) {
			String some = row.getString(index);
			if (some != null && !some.isEmpty()) {
				options.add(some);
			}
		}
		return String.join(", ", options);
	}

	private void each(String sql, Handler handler) throws SQLException {
		Statements.query(this.connection, sql, (row) -> {
			NativeTableDraft table = this.tables.get(row.getLong(1));
			if (table != null) {
				handler.handle(table, row);
			}
		});
	}

	private static void column(NativeTableDraft table, ResultSet row) throws SQLException {
		String name = row.getString(2);
		String expression = row.getString(5);
		boolean generated = !row.getString(6).isEmpty();
		if (row.getBoolean(9)) {
			table.part(definition(table, row, name, expression, generated));
		}
		else if (!generated && expression != null && !expression.equals(row.getString(17))) {
			table.alterColumn(name, "SET DEFAULT " + expression);
		}
		else if (!generated && expression == null && row.getString(17) != null) {
			table.alterColumn(name, "DROP DEFAULT");
		}
		if (!row.getBoolean(9) && row.getBoolean(7) && !row.getBoolean(18)) {
			table.alterColumn(name, "SET NOT NULL");
		}
		setting(table, name, "STORAGE ", row.getString(10));
		setting(table, name, "STATISTICS ", row.getString(11));
		setting(table, name, "COMPRESSION ", row.getString(13));
		String options = row.getString(12);
		setting(table, name, "", (options == null || options.isEmpty()) ? null : "(" + options + ")");
	}

	private static void setting(NativeTableDraft table, String column, String what, @Nullable String value) {
		if (value != null) {
			table.alterColumn(column, "SET " + what + value);
		}
	}

	private static String definition(NativeTableDraft table, ResultSet row, String name, @Nullable String expression,
			boolean generated) throws SQLException {
		StringBuilder sql = new StringBuilder(name).append(' ').append(row.getString(3));
		if (row.getString(4) != null) {
			sql.append(" COLLATE ").append(row.getString(4));
		}
		if (generated) {
			sql.append(" GENERATED ALWAYS AS (")
				.append(expression)
				.append(row.getString(6).equals("s") ? ") STORED" : ") VIRTUAL");
		}
		else if (expression != null) {
			sql.append(" DEFAULT ").append(expression);
		}
		// a partition takes its parent's numbering over
		String sequence = row.getString(16);
		if (sequence != null && !table.partition()) {
			sql.append(row.getString(8).equals("a") ? " GENERATED ALWAYS" : " GENERATED BY DEFAULT")
				.append(" AS IDENTITY (")
				.append(sequence)
				.append(')');
		}
		// what is only inherited comes with the parent
		if (row.getBoolean(7) && row.getBoolean(19)) {
			String constraint = row.getString(14);
			sql.append((constraint == null) ? "" : " CONSTRAINT " + constraint)
				.append(" NOT NULL")
				.append(row.getBoolean(15) ? " NO INHERIT" : "");
		}
		return sql.toString();
	}

	private void constraint(NativeTableDraft table, ResultSet row) throws SQLException {
		String definition = row.getString(4);
		boolean foreign = row.getString(2).equals("f");
		TableName referenced = foreign ? this.names.name(row.getString(6), row.getString(7)) : null;
		if (foreign) {
			table.foreignKey(row.getString(3), definition, row.getString(5), referenced, row.getBoolean(10));
		}
		else {
			table.constraint(Stage.KEY, row.getString(3), definition, row.getString(5), null);
		}
		String options = row.getString(9);
		if (options != null && !foreign) {
			table.step(Stage.KEY, "ALTER INDEX " + row.getString(8) + " SET (" + options + ")", "", null);
		}
	}

	private static void index(NativeTableDraft table, ResultSet row) throws SQLException {
		String name = row.getString(2);
		if (!row.getBoolean(4)) {
			table.index(name, row.getString(3));
		}
		String parent = row.getString(5);
		if (parent != null) {
			table.step(Stage.ATTACH, "ALTER INDEX " + parent + " ATTACH PARTITION " + name, "", null);
		}
		for (String statistics : (String[]) row.getArray(8).getArray()) {
			table.step(Stage.LAST, statistics, "", null);
		}
		table.marked(row.getString(9), row.getBoolean(6), row.getBoolean(7));
	}

	/** What to do with a row that belongs to a table. */
	@FunctionalInterface
	private interface Handler {

		void handle(NativeTableDraft table, ResultSet row) throws SQLException;

	}

}
