package dev.drover.app.realdata;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import dev.drover.testserver.PostgresServer;

/**
 * What PostgreSQL's own catalog says of a database, and its rows as it prints them:
 * nothing in here is Drover's.
 */
final class PostgresContent {

	private static final String USER = "n.nspname NOT IN ('information_schema', 'drover') AND n.nspname !~ '^pg_'";

	private static final List<String> SCHEMA = List.of(
			"""
					SELECT format('relation %s %s %s options %s of %s replica %s key %s bound %s am %s', c.relkind, c.relpersistence,
					       c.oid::regclass, c.reloptions, c.reloftype::regtype, c.relreplident, pg_get_partkeydef(c.oid),
					       pg_get_expr(c.relpartbound, c.oid), c.relam <> 0)
					  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
					 WHERE c.relkind IN ('r', 'p', 'S', 'c') AND\s"""
					+ USER,
			"""
					SELECT format('column %s %s %s %s collation %s not null %s default %s identity %s generated %s local %s storage %s'
					       || ' statistics %s options %s compression %s', a.attrelid::regclass,
					       row_number() OVER (PARTITION BY a.attrelid ORDER BY a.attnum),
					       a.attname, format_type(a.atttypid, a.atttypmod), a.attcollation::regcollation, a.attnotnull,
					       pg_get_expr(d.adbin, d.adrelid), a.attidentity, a.attgenerated, a.attislocal, a.attstorage, a.attstattarget,
					       a.attoptions, a.attcompression)
					  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
					  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
					 WHERE c.relkind IN ('r', 'p', 'c', 'i', 'I') AND a.attnum > 0 AND NOT a.attisdropped AND\s"""
					+ USER,
			"""
					SELECT format('constraint %s %s %s %s local %s inherit %s valid %s of %s parent %s', o.conrelid::regclass,
					       o.contypid::regtype, CASE WHEN o.contype = 'f' AND o.conparentid <> 0 THEN '' ELSE o.conname END,
					       pg_get_constraintdef(o.oid), o.conislocal,
					     o.contype IN ('c', 'n') AND o.connoinherit, o.convalidated, o.contype,
					       (SELECT p.conname FROM pg_constraint p WHERE p.oid = o.conparentid))
					  FROM pg_constraint o JOIN pg_namespace n ON n.oid = o.connamespace WHERE\s"""
					+ USER,
			"""
					SELECT format('index %s %s clustered %s replica %s valid %s options %s parent %s', c.oid::regclass, pg_get_indexdef(c.oid),
					       i.indisclustered, i.indisreplident, i.indisvalid, c.reloptions,
					       (SELECT h.inhparent::regclass FROM pg_inherits h WHERE h.inhrelid = c.oid))
					  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
					 WHERE\s"""
					+ USER,
			"""
					SELECT format('child %s of %s %s', i.inhrelid::regclass, i.inhparent::regclass, i.inhseqno)
					  FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE\s"""
					+ USER,
			"""
					SELECT format('type %s %s base %s %s collation %s default %s not null %s labels %s range %s', t.oid::regtype, t.typtype,
					       t.typbasetype::regtype, t.typtypmod, t.typcollation::regcollation, t.typdefault, t.typnotnull,
					       ARRAY(SELECT e.enumlabel FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder),
					       (SELECT r.rngsubtype::regtype::text || ' ' || r.rngsubdiff FROM pg_range r WHERE r.rngtypid = t.oid))
					  FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
					 WHERE NOT EXISTS (SELECT FROM pg_class v WHERE v.reltype IN (t.oid, t.typelem) AND v.relkind IN ('v', 'm')) AND\s"""
					+ USER,
			"""
					SELECT format('sequence %s owned by %s', s.*, (SELECT p.deptype::text || ' ' || p.refobjid::regclass || '.' || a.attname
					       FROM pg_depend p JOIN pg_attribute a ON a.attrelid = p.refobjid AND a.attnum = p.refobjsubid
					      WHERE p.objid = format('%I.%I', s.schemaname, s.sequencename)::regclass
					        AND p.refclassid = 'pg_class'::regclass AND p.deptype IN ('a', 'i')))
					  FROM (SELECT schemaname, sequencename, data_type, start_value, min_value, max_value, increment_by, cycle,
					               cache_size FROM pg_sequences) s""",
			"""
					SELECT format('comment %s %s: %s', d.classoid::regclass, pg_describe_object(d.classoid, d.objoid, d.objsubid),
					       d.description) FROM pg_description d WHERE d.objoid >= 16384 AND d.classoid <> 'pg_extension'::regclass
					   AND NOT EXISTS (SELECT FROM pg_depend e WHERE e.classid = d.classoid AND e.objid = d.objoid AND e.deptype = 'e')""",
			"SELECT 'statistics ' || pg_get_statisticsobjdef(oid) FROM pg_statistic_ext",
			"SELECT format('extension %s %s', extname, extnamespace::regnamespace) FROM pg_extension");

	private final String url;

	private final String user;

	private final String password;

	private PostgresContent(String url, String user, String password) {
		this.url = url;
		this.user = user;
		this.password = password;
	}

	/** An empty database. */
	static PostgresContent fresh() {
		PostgresServer server = PostgresServer.shared();
		return new PostgresContent(server.createDatabase(), server.user(), server.password());
	}

	/** The endpoint as a plan has it. */
	String endpoint() {
		return "{url: \"" + this.url + "\", user: \"" + this.user + "\", password: \"" + this.password + "\"}";
	}

	Connection connect() throws SQLException {
		return DriverManager.getConnection(this.url, this.user, this.password);
	}

	/** A line for each thing, sorted; without views, routines, triggers. */
	List<String> schema() throws SQLException {
		List<String> lines = new ArrayList<>();
		for (String sql : SCHEMA) {
			lines.addAll(lines(sql));
		}
		return lines.stream().sorted().toList();
	}

	/** Rows of each table and partition by itself, as text, sorted. */
	List<String> rows() throws SQLException {
		List<String> rows = new ArrayList<>();
		for (String table : lines("SELECT format('%I.%I', n.nspname, c.relname) FROM pg_class c"
				+ " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'r' AND " + USER + " ORDER BY 1")) {
			for (String row : lines("SELECT t::text FROM ONLY " + table + " t ORDER BY 1")) {
				rows.add(table + row);
			}
		}
		return rows;
	}

	/** What each sequence gives next, after its name; a sequence without is left out. */
	List<String> nextValues() throws SQLException {
		List<String> values = new ArrayList<>();
		for (String sequence : lines("SELECT format('%I.%I', schemaname, sequencename) FROM pg_sequences"
				+ " WHERE coalesce(last_value, 0) <> max_value ORDER BY 1")) {
			values.add(sequence + " " + lines("SELECT nextval('" + sequence.replace("'", "''") + "')").get(0));
		}
		return values;
	}

	private List<String> lines(String sql) throws SQLException {
		List<String> lines = new ArrayList<>();
		try (Connection connection = connect(); Statement statement = connection.createStatement()) {
			statement.execute("SET search_path = pg_catalog");
			try (ResultSet row = statement.executeQuery(sql)) {
				while (row.next()) {
					lines.add(row.getString(1));
				}
			}
		}
		return lines;
	}

}
