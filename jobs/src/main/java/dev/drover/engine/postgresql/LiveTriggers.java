package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.drover.engine.Dialect;
import dev.drover.engine.jdbc.SqlText;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.live.Unit;
import dev.drover.engine.live.Watched;
import dev.drover.engine.value.Kind;

/**
 * The statements that make a table's queue and triggers, and take them away. One function
 * passes the gate and notes keys; it fires for each row, always, also in a session that
 * plays a replica. All names are qualified, since the function runs with the search path
 * of its caller.
 */
final class LiveTriggers {

	private static final String ROWS = "drover_c";

	private static final String TRUNCATE = "drover_t";

	/** Once for each statement, so that a COPY of a million rows calls it once. */
	private static final String VEIL = "drover_v";

	private final Dialect dialect;

	private final Function<Watched, String> queue;

	LiveTriggers(Dialect dialect, Function<Watched, String> queue) {
		this.dialect = dialect;
		this.queue = queue;
	}

	List<String> create(Connection connection, Unit unit, Watched table) throws SQLException {
		String name = this.dialect.quote(table.table().name());
		List<String> statements = new ArrayList<>();
		List<String> keys = table.key().stream().map((column) -> this.dialect.quote(column.name())).toList();
		List<String> noted = table.noted().stream().map((column) -> this.dialect.quote(column.name())).toList();
		List<String> selected = new ArrayList<>();
		for (int i = 0; i < keys.size(); i++) {
			selected.add(keys.get(i) + " AS " + noted.get(i));
		}
		statements.add("CREATE TABLE IF NOT EXISTS " + this.queue.apply(table) + " AS SELECT "
				+ String.join(", ", selected) + ", pg_catalog.now() AS noted_at FROM " + name + " WITH NO DATA");
		statements.add("ALTER TABLE " + this.queue.apply(table) + " ALTER noted_at SET DEFAULT pg_catalog.now()");
		statements.add(function(function(table, ROWS), unit, rowBody(table, keys, noted)));
		statements.add(function(function(table, TRUNCATE), unit,
				"    INSERT INTO " + this.queue.apply(table) + " DEFAULT VALUES;\n"));
		// nothing is locked where all is there
		if (!there(connection, name, ROWS, table)) {
			statements.add("DROP TRIGGER IF EXISTS " + trigger(table, ROWS) + " ON " + name);
			statements.add("CREATE TRIGGER " + trigger(table, ROWS) + " AFTER INSERT OR UPDATE OR DELETE ON " + name
					+ " FOR EACH ROW EXECUTE FUNCTION " + function(table, ROWS) + "()");
			statements.add("ALTER TABLE " + name + " ENABLE ALWAYS TRIGGER " + trigger(table, ROWS));
		}
		for (String each : withLeaves(connection, name)) {
			if (!there(connection, each, TRUNCATE, table)) {
				statements.add("DROP TRIGGER IF EXISTS " + trigger(table, TRUNCATE) + " ON " + each);
				statements.add("CREATE TRIGGER " + trigger(table, TRUNCATE) + " BEFORE TRUNCATE ON " + each
						+ " FOR EACH STATEMENT EXECUTE FUNCTION " + function(table, TRUNCATE) + "()");
				statements.add("ALTER TABLE " + each + " ENABLE ALWAYS TRIGGER " + trigger(table, TRUNCATE));
			}
			if (there(connection, each, VEIL, table)) {
				statements.add("DROP TRIGGER IF EXISTS " + trigger(table, VEIL) + " ON " + each);
			}
		}
		return statements;
	}

	/** What lets nobody but Drover write to tables that have no other triggers yet. */
	List<List<String>> veil(Connection connection, Unit unit, List<Watched> tables) throws SQLException {
		List<List<String>> all = new ArrayList<>();
		for (Watched table : tables) {
			String name = this.dialect.quote(table.table().name());
			if (there(connection, name, ROWS, table) || there(connection, name, VEIL, table)) {
				continue;
			}
			List<String> statements = new ArrayList<>();
			statements.add("CREATE OR REPLACE FUNCTION " + function(table, VEIL)
					+ "() RETURNS trigger LANGUAGE plpgsql AS $drover$\nBEGIN\n" + own(unit)
					+ "  RAISE EXCEPTION 'drover: moved to %', " + SqlText.literal(unit.elsewhere())
					+ " USING ERRCODE = 'DR001';\nEND $drover$");
			for (String each : withLeaves(connection, name)) {
				statements.add("DROP TRIGGER IF EXISTS " + trigger(table, VEIL) + " ON " + each);
				statements
					.add("CREATE TRIGGER " + trigger(table, VEIL) + " BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON "
							+ each + " FOR EACH STATEMENT EXECUTE FUNCTION " + function(table, VEIL) + "()");
				statements.add("ALTER TABLE " + each + " ENABLE ALWAYS TRIGGER " + trigger(table, VEIL));
			}
			all.add(statements);
		}
		return all;
	}

	/** Drover's own writes pass. */
	private static String own(Unit unit) {
		return "  IF pg_catalog.current_setting('drover.apply', true) OPERATOR(pg_catalog.=) "
				+ SqlText.literal(unit.token()) + " THEN\n    RETURN NULL;\n  END IF;\n";
	}

	/** Two migrations may follow one table. */
	private String trigger(Watched table, String sort) {
		return this.dialect.quote(sort + table.queue().substring(1));
	}

	private String function(Watched table, String sort) {
		return "drover." + trigger(table, sort);
	}

	private String rowBody(Watched table, List<String> keys, List<String> noted) {
		String insert = "      INSERT INTO " + this.queue.apply(table) + " (" + String.join(", ", noted) + ") VALUES (";
		String before = insert + each("OLD.", keys) + ");\n";
		String after = insert + each("NEW.", keys) + ");\n";
		return "    IF TG_OP OPERATOR(pg_catalog.=) 'UPDATE' THEN\n" + before + "      IF " + changed(table, keys)
				+ " THEN\n" + after + "      END IF;\n    ELSIF TG_OP OPERATOR(pg_catalog.=) 'INSERT' THEN\n" + after
				+ "    ELSE\n" + before + "    END IF;\n";
	}

	/** Two texts or numbers may be one key and not the same; whole numbers may not. */
	private static String changed(Watched table, List<String> keys) {
		if (table.key().stream().allMatch((column) -> column.type().kind() == Kind.INTEGER)) {
			return keys.stream()
				.map((column) -> "OLD." + column + " OPERATOR(pg_catalog.<>) NEW." + column)
				.collect(Collectors.joining(" OR "));
		}
		return "ROW(" + each("OLD.", keys) + ")::record OPERATOR(pg_catalog.*<>) ROW(" + each("NEW.", keys)
				+ ")::record";
	}

	private static String each(String prefix, List<String> columns) {
		return columns.stream().map((column) -> prefix + column).collect(Collectors.joining(", "));
	}

	/**
	 * Whose writes these are is asked here and not by a condition of the trigger, which
	 * the server would have to read anew for each statement: that takes as long as the
	 * rest.
	 */
	private static String function(String name, Unit unit, String noting) {
		return "CREATE OR REPLACE FUNCTION " + name
				+ "() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $drover$\nBEGIN\n" + own(unit)
				+ "  LOCK TABLE ONLY drover.gate_" + unit.id() + " IN ROW SHARE MODE;\n"
				+ "  IF pg_catalog.to_regproc('drover.noting_" + unit.id() + "') IS NOT NULL THEN\n" + noting
				+ "  ELSIF pg_catalog.to_regproc('drover.moved_" + unit.id() + "') IS NOT NULL THEN\n"
				+ "    RAISE EXCEPTION 'drover: moved to %', " + SqlText.literal(unit.elsewhere())
				+ " USING ERRCODE = 'DR001';\n  END IF;\n  RETURN NULL;\nEND $drover$";
	}

	private boolean there(Connection connection, String name, String sort, Watched table) throws SQLException {
		return !Statements
			.strings(connection,
					"SELECT tgname::text FROM pg_catalog.pg_trigger WHERE tgrelid = pg_catalog.to_regclass(?)"
							+ " AND tgname::text = ? AND tgenabled = 'A'",
					name, sort + table.queue().substring(1))
			.isEmpty();
	}

	/** A partitioned table has no rows to truncate but those of its leaves. */
	private static List<String> withLeaves(Connection connection, String name) throws SQLException {
		List<String> names = new ArrayList<>(List.of(name));
		names.addAll(Statements.strings(connection,
				"SELECT quote_ident(n.nspname) || '.' || quote_ident(c.relname) FROM pg_catalog.pg_partition_tree(CAST(? AS regclass)) t"
						+ " JOIN pg_catalog.pg_class c ON c.oid = t.relid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
						+ " WHERE t.level > 0 ORDER BY 1",
				name));
		return names;
	}

	/** Whatever is there of a unit, by its names. */
	static List<List<String>> removal(Connection connection, Unit unit) throws SQLException {
		List<List<String>> removal = new ArrayList<>();
		String ours = "drover\\__\\_" + unit.id() + "\\_%";
		Statements.query(connection,
				"SELECT string_agg('DROP TRIGGER IF EXISTS ' || quote_ident(t.tgname) || ' ON ' || quote_ident(n.nspname)"
						+ " || '.' || quote_ident(c.relname), ';') FROM pg_catalog.pg_trigger t"
						+ " JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid"
						+ " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
						+ " WHERE t.tgparentid = 0 AND t.tgname LIKE ? GROUP BY t.tgrelid",
				(row) -> removal.add(List.of(row.getString(1))), ours);
		List<String> rest = new ArrayList<>();
		rest.addAll(Statements.strings(connection,
				"SELECT 'DROP FUNCTION IF EXISTS drover.' || quote_ident(p.proname) || '()' FROM pg_catalog.pg_proc p"
						+ " WHERE p.pronamespace = to_regnamespace('drover') AND p.proname LIKE ?",
				ours));
		rest.addAll(Statements.strings(connection,
				"SELECT 'DROP TABLE IF EXISTS drover.' || quote_ident(c.relname) FROM pg_catalog.pg_class c"
						+ " WHERE c.relnamespace = to_regnamespace('drover') AND c.relkind = 'r' AND c.relname LIKE ?",
				"q\\_" + unit.id() + "\\_%"));
		if (!rest.isEmpty()) {
			removal.add(rest);
		}
		return removal;
	}

}
