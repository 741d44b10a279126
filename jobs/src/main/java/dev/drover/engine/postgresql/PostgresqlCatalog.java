package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.DefaultValue;
import dev.drover.engine.catalog.Identity;
import dev.drover.engine.catalog.LeftBehind;
import dev.drover.engine.catalog.NativeTable;
import dev.drover.engine.catalog.Sequence;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.Defaults;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.value.Kind;

/**
 * Reads a PostgreSQL database's schemas by its system catalog: one query for each sort of
 * thing, however many tables there are.
 */
final class PostgresqlCatalog {

	/** Condition on a namespace {@code n}. */
	static final String USER_SCHEMA = "n.nspname !~ '^pg_' AND n.nspname NOT IN ('information_schema', 'drover')";

	private static final String TABLES = """
			SELECT c.oid, n.nspname, c.relname,
			       CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
			       CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END,
			       c.reltuples::bigint, pg_table_size(c.oid),
			       obj_description(c.oid, 'pg_class')
			  FROM pg_catalog.pg_class c
			  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			 WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't' AND\s""" + USER_SCHEMA
			+ notOfExtension("pg_class", "c.oid") + " ORDER BY n.nspname, c.relname";

	private static final String PARENTS = """
			SELECT i.inhrelid, n.nspname, c.relname
			  FROM pg_catalog.pg_inherits i
			  JOIN pg_catalog.pg_class c ON c.oid = i.inhparent AND c.relkind IN ('r', 'p')
			  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			 ORDER BY i.inhrelid, i.inhseqno""";

	private static final String DOMAINS = """
			SELECT t.oid, t.typbasetype, t.typtypmod FROM pg_catalog.pg_type t WHERE t.typtype = 'd'""";

	private static final String TYPES = """
			SELECT t.oid, t.typname, t.typtype, n.nspname = 'pg_catalog'
			  FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
			 WHERE t.typtype IN ('b', 'e')""";

	private static final String COLUMNS = """
			SELECT a.attrelid, a.attname, a.atttypid, a.atttypmod, format_type(a.atttypid, a.atttypmod), a.attnotnull,
			       pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated,
			       CASE WHEN a.attcollation <> 0 AND a.attcollation <> t.typcollation THEN (
			            SELECT quote_ident(cn.nspname) || '.' || quote_ident(co.collname)
			              FROM pg_catalog.pg_collation co JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
			             WHERE co.oid = a.attcollation) END,
			       s.nspname, s.relname, col_description(a.attrelid, a.attnum)
			  FROM pg_catalog.pg_attribute a
			  JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p')
			  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			  JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
			  LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
			  LEFT JOIN (SELECT p.objid, min(sn.nspname::text) AS nspname, min(sc.relname::text) AS relname
			               FROM pg_catalog.pg_depend p
			               JOIN pg_catalog.pg_class sc ON sc.oid = p.refobjid AND sc.relkind = 'S'
			               JOIN pg_catalog.pg_namespace sn ON sn.oid = sc.relnamespace
			              WHERE p.classid = 'pg_catalog.pg_attrdef'::regclass
			                AND p.refclassid = 'pg_catalog.pg_class'::regclass GROUP BY p.objid) s ON s.objid = d.oid
			 WHERE a.attnum > 0 AND NOT a.attisdropped AND\s""" + USER_SCHEMA + " ORDER BY a.attrelid, a.attnum";

	private static final String LEFT_BEHIND = """
			SELECT CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' ELSE 'foreign table' END,
			       n.nspname::text, c.relname::text, NULL
			  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			 WHERE c.relkind IN ('v', 'm', 'f') AND\s""" + USER_SCHEMA + notOfExtension("pg_class", "c.oid") + """

			UNION ALL
			SELECT 'trigger', n.nspname, c.relname, t.tgname
			  FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
			  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			 WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND t.tgname NOT LIKE 'drover\\_%' AND\s""" + USER_SCHEMA
			+ """

					UNION ALL
					SELECT 'routine', n.nspname::text, p.proname::text || '(' || pg_get_function_identity_arguments(p.oid) || ')', NULL
					  FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
					 WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_depend i WHERE i.classid = 'pg_catalog.pg_proc'::regclass
					       AND i.objid = p.oid AND i.deptype = 'i') AND\s"""
			+ USER_SCHEMA + notOfExtension("pg_proc", "p.oid") + """

					UNION ALL
					SELECT 'rule', n.nspname, c.relname, r.rulename
					  FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
					  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
					 WHERE r.rulename <> '_RETURN' AND\s""" + USER_SCHEMA + """

					UNION ALL
					SELECT 'policy', n.nspname, c.relname, p.polname
					  FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid
					  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE\s""" + USER_SCHEMA
			+ " ORDER BY 1, 2, 3, 4";

	private final Connection connection;

	private final String defaultSchema;

	private final Map<Long, TableDraft> tables = new LinkedHashMap<>();

	private final Map<Long, Domain> domains = new HashMap<>();

	/** Base types and enums by oid; the canonical name of what is not built in. */
	private final Map<Long, String> baseTypes = new HashMap<>();

	private final Map<ColumnPlace, Identity> identities = new HashMap<>();

	PostgresqlCatalog(Connection connection) throws SQLException {
		this.connection = connection;
		String current = connection.getSchema();
		this.defaultSchema = (current == null) ? "public" : current;
	}

	/** Condition that leaves out what came with an extension. */
	static String notOfExtension(String systemTable, String oid) {
		return " AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.classid = 'pg_catalog." + systemTable
				+ "'::regclass AND e.objid = " + oid + " AND e.deptype = 'e')";
	}

	TableName name(String schema, String name) {
		return new TableName(schema.equals(this.defaultSchema) ? null : schema, name);
	}

	Catalog read() throws SQLException {
		Statements.query(this.connection, TABLES,
				(row) -> this.tables.put(row.getLong(1), new TableDraft(name(row.getString(2), row.getString(3)),
						row.getString(4), row.getString(5), row.getLong(6), row.getLong(7), row.getString(8))));
		Statements.query(this.connection, PARENTS, (row) -> {
			TableDraft table = this.tables.get(row.getLong(1));
			if (table != null) {
				table.parents.add(name(row.getString(2), row.getString(3)));
			}
		});
		List<Sequence> sequences = sequences();
		columns();
		new ConstraintReader(this.connection, this).readInto(this.tables);
		List<LeftBehind> leftBehind = new ArrayList<>();
		Statements.query(this.connection, LEFT_BEHIND, (row) -> {
			String owner = name(row.getString(2), row.getString(3)).display();
			String part = row.getString(4);
			leftBehind.add(new LeftBehind(row.getString(1), (part == null) ? owner : owner + "." + part));
		});
		Statements.query(this.connection, "SELECT count(*) FROM pg_catalog.pg_largeobject_metadata HAVING count(*) > 0",
				(row) -> leftBehind
					.add(new LeftBehind("store of " + row.getLong(1) + " large objects in", "pg_largeobject", true)));
		Map<Long, NativeTableDraft> natives = new NativeTables(this.connection, this).read();
		List<Table> found = new ArrayList<>();
		this.tables.forEach((oid, table) -> found.add(table.table(spelled(natives.get(oid)))));
		return new Catalog(found, sequences, new TypeReader(this.connection, this).read(), leftBehind);
	}

	private static NativeTable spelled(@Nullable NativeTableDraft draft) {
		// a table made since the first query is not whole in any of them
		return (draft == null) ? NativeTable.NONE : draft.table();
	}

	private List<Sequence> sequences() throws SQLException {
		List<Sequence> sequences = new ArrayList<>();
		for (SequenceReader.Found found : new SequenceReader(this.connection).read()) {
			if (found.identity()) {
				this.identities.put(new ColumnPlace(found.ownerTable(), found.ownerColumn()),
						new Identity(false, found.options(), found.next()));
			}
			else {
				TableDraft owner = this.tables.get(found.ownerTable());
				sequences
					.add(new Sequence(name(found.schema(), found.name()), found.type(), found.options(), found.next(),
							(owner == null) ? null : owner.name, (owner == null) ? null : found.ownerColumn()));
			}
		}
		return sequences;
	}

	private void columns() throws SQLException {
		Statements.query(this.connection, DOMAINS,
				(row) -> this.domains.put(row.getLong(1), new Domain(row.getLong(2), row.getInt(3))));
		Statements.query(this.connection, TYPES, (row) -> {
			String base = row.getString(2);
			boolean known = row.getBoolean(4) || base.equals("citext");
			this.baseTypes.put(row.getLong(1), row.getString(3).equals("e") ? "enum" : known ? base : "");
		});
		Statements.query(this.connection, COLUMNS, (row) -> {
			TableDraft table = this.tables.get(row.getLong(1));
			if (table != null) {
				table.columns.add(column(row));
			}
		});
	}

	private Column column(ResultSet row) throws SQLException {
		String name = row.getString(2);
		String expression = row.getString(7);
		String generated = switch (row.getString(9)) {
			case "s" -> "(" + expression + ") STORED";
			case "v" -> "(" + expression + ") VIRTUAL";
			default -> null;
		};
		Identity identity = this.identities.get(new ColumnPlace(row.getLong(1), name));
		if (identity != null) {
			identity = new Identity(row.getString(8).equals("a"), identity.options(), identity.next());
		}
		return new Column(name, type(row.getLong(3), row.getInt(4), row.getString(5)), !row.getBoolean(6),
				(generated == null) ? defaultValue(expression, row.getString(11), row.getString(12)) : null, identity,
				generated, row.getString(10))
			.withComment(row.getString(13));
	}

	private @Nullable DefaultValue defaultValue(@Nullable String expression, @Nullable String sequenceSchema,
			@Nullable String sequence) {
		if (expression != null && sequenceSchema != null && sequence != null
				&& expression.matches("(?s)nextval\\('.*'::regclass\\)")) {
			return new DefaultValue(DefaultValue.Form.SEQUENCE, name(sequenceSchema, sequence).display(), expression);
		}
		return Defaults.parse(expression);
	}

	private ColumnType type(long oid, int modifier, String declared) {
		long base = oid;
		int baseModifier = modifier;
		for (Domain domain = this.domains.get(base); domain != null; domain = this.domains.get(base)) {
			base = domain.base;
			baseModifier = domain.modifier;
		}
		String name = this.baseTypes.getOrDefault(base, "");
		return name.equals("enum") ? ColumnType.of(Kind.ENUM, declared)
				: PostgresqlTypes.parse(name, baseModifier, declared);
	}

	/** A column by its table's oid and its name. */
	private record ColumnPlace(long table, String column) {

	}

	/** What a domain is made of. */
	private record Domain(long base, int modifier) {

	}

}
