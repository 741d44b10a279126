package dev.drover.app.live;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.drover.app.wrong.Place;

/**
 * A database without its rows, as its own catalog tells it: one line for each object and
 * property.
 */
final class SchemaDump {

	private static final String OTHERS = " NOT IN ('pg_catalog', 'information_schema', 'pg_toast')";

	private static final Map<String, String> POSTGRESQL = Map.ofEntries(
			Map.entry("schema",
					"SELECT nspname, nspowner::regrole, nspacl FROM pg_namespace"
							+ " WHERE nspname NOT LIKE 'pg\\_%temp%'"),
			Map.entry("relation",
					"SELECT n.nspname, relname, relkind, relowner::regrole, relacl, reloptions, relpersistence,"
							+ " relrowsecurity, relforcerowsecurity, relreplident, pg_get_viewdef(c.oid)"
							+ " FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace"
							+ " WHERE relkind NOT IN ('i', 'I', 't') AND n.nspname" + OTHERS),
			Map.entry("column",
					"SELECT c.oid::regclass, attnum, attname, format_type(atttypid, atttypmod), attnotnull, attidentity,"
							+ " attgenerated, attstorage, attstattarget, attcollation, pg_get_expr(d.adbin, d.adrelid)"
							+ " FROM pg_attribute a JOIN pg_class c ON c.oid = attrelid JOIN pg_namespace n"
							+ " ON n.oid = relnamespace LEFT JOIN pg_attrdef d ON d.adrelid = attrelid AND d.adnum = attnum"
							+ " WHERE attnum > 0 AND relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname" + OTHERS),
			Map.entry("constraint",
					"SELECT conrelid::regclass, conname, convalidated, pg_get_constraintdef(c.oid), obj_description(c.oid)"
							+ " FROM pg_constraint c JOIN pg_namespace n ON n.oid = connamespace WHERE n.nspname"
							+ OTHERS),
			Map.entry("index",
					"SELECT pg_get_indexdef(indexrelid), indisvalid, indisready, indisclustered, indisreplident"
							+ " FROM pg_index i JOIN pg_class c ON c.oid = indrelid JOIN pg_namespace n"
							+ " ON n.oid = relnamespace WHERE n.nspname" + OTHERS),
			Map.entry("trigger",
					"SELECT pg_get_triggerdef(t.oid), tgenabled FROM pg_trigger t JOIN pg_class c ON c.oid = tgrelid"
							+ " JOIN pg_namespace n ON n.oid = relnamespace WHERE NOT tgisinternal AND n.nspname"
							+ OTHERS),
			// those of foreign keys have names of their own
			Map.entry("internal trigger",
					"SELECT tgrelid::regclass, tgfoid::regproc, tgenabled, count(*) FROM pg_trigger t JOIN pg_class c"
							+ " ON c.oid = tgrelid JOIN pg_namespace n ON n.oid = relnamespace WHERE tgisinternal"
							+ " AND n.nspname" + OTHERS + " GROUP BY 1, 2, 3"),
			Map.entry("function",
					"SELECT n.nspname, proname, proowner::regrole, proacl,"
							+ " CASE WHEN prokind IN ('f', 'p') THEN pg_get_functiondef(p.oid) END FROM pg_proc p"
							+ " JOIN pg_namespace n ON n.oid = pronamespace WHERE n.nspname" + OTHERS),
			Map.entry("sequence",
					"SELECT seqrelid::regclass, seqtypid::regtype, seqstart, seqincrement, seqmax, seqmin, seqcache,"
							+ " seqcycle FROM pg_sequence"),
			Map.entry("type",
					"SELECT n.nspname, typname, typtype FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace"
							+ " WHERE n.nspname" + OTHERS),
			Map.entry("comment",
					"SELECT objoid::regclass, objsubid, description FROM pg_description d JOIN pg_class c"
							+ " ON c.oid = objoid AND d.classoid = 'pg_class'::regclass JOIN pg_namespace n"
							+ " ON n.oid = relnamespace WHERE n.nspname" + OTHERS),
			Map.entry("extension", "SELECT extname FROM pg_extension"),
			Map.entry("setting",
					"SELECT setrole::regrole, setconfig FROM pg_db_role_setting"
							+ " JOIN pg_database d ON d.oid = setdatabase WHERE datname = current_database()"),
			Map.entry("publication", "SELECT pubname FROM pg_publication"),
			Map.entry("slot",
					"SELECT slot_name FROM pg_replication_slots WHERE database IS NULL"
							+ " OR database = current_database()"),
			Map.entry("event trigger", "SELECT evtname FROM pg_event_trigger"),
			Map.entry("policy", "SELECT schemaname, tablename, policyname, qual FROM pg_policies"));

	private SchemaDump() {
	}

	static List<String> of(Place place) throws SQLException {
		List<String> lines = new ArrayList<>();
		try (Connection connection = place.connect(); Statement statement = connection.createStatement()) {
			if (place.url().startsWith("jdbc:postgresql:")) {
				for (Map.Entry<String, String> part : POSTGRESQL.entrySet()) {
					add(lines, statement, part.getKey(), part.getValue());
				}
			}
			else if (place.url().startsWith("jdbc:sqlite:")) {
				add(lines, statement, "object", "SELECT type, name, tbl_name, sql FROM sqlite_master");
				for (String pragma : List.of("user_version", "application_id", "journal_mode", "auto_vacuum",
						"encoding")) {
					add(lines, statement, pragma, "PRAGMA " + pragma);
				}
			}
			else {
				mysql(lines, statement);
			}
		}
		lines.sort(null);
		return lines;
	}

	private static void mysql(List<String> lines, Statement statement) throws SQLException {
		for (String table : names(statement,
				"SELECT table_name FROM information_schema.tables WHERE table_schema = database()")) {
			add(lines, statement, "table", "SHOW CREATE TABLE `" + table + "`");
		}
		for (String trigger : names(statement, "SELECT trigger_name FROM information_schema.triggers"
				+ " WHERE trigger_schema = database() ORDER BY event_object_table, action_order")) {
			add(lines, statement, "trigger", "SHOW CREATE TRIGGER `" + trigger + "`");
		}
		add(lines, statement, "order of triggers",
				"SELECT event_object_table, event_manipulation, action_timing, action_order, trigger_name, definer"
						+ " FROM information_schema.triggers WHERE trigger_schema = database()");
		add(lines, statement, "routine", "SELECT routine_type, routine_name, routine_definition"
				+ " FROM information_schema.routines WHERE routine_schema = database()");
		add(lines, statement, "event",
				"SELECT event_name, event_definition FROM information_schema.events WHERE event_schema = database()");
		add(lines, statement, "database", "SELECT default_character_set_name, default_collation_name"
				+ " FROM information_schema.schemata WHERE schema_name = database()");
	}

	private static List<String> names(Statement statement, String sql) throws SQLException {
		List<String> names = new ArrayList<>();
		try (ResultSet row = statement.executeQuery(sql)) {
			while (row.next()) {
				names.add(row.getString(1));
			}
		}
		return names;
	}

	private static void add(List<String> lines, Statement statement, String kind, String sql) throws SQLException {
		try (ResultSet row = statement.executeQuery(sql)) {
			int columns = row.getMetaData().getColumnCount();
			while (row.next()) {
				StringBuilder line = new StringBuilder(kind);
				for (int i = 1; i <= columns; i++) {
					// when a trigger was made is none of its properties
					if (!row.getMetaData().getColumnLabel(i).equals("Created")) {
						line.append(" | ").append(row.getString(i));
					}
				}
				// numbers are data
				lines.add(line.toString().replaceAll(" AUTO_INCREMENT=\\d+", ""));
			}
		}
	}

}
