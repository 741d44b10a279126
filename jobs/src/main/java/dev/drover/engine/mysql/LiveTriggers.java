package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.SqlText;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.live.Unit;
import dev.drover.engine.live.Watched;
import dev.drover.engine.value.Kind;

/**
 * The statements that make queues and triggers: before a row changes, its writer passes
 * the gate, and children that a foreign key will change are noted, for which no trigger
 * fires; after it has changed, its key is noted.
 * <p>
 * In MariaDB all of that comes after a row was inserted or updated, and what is refused
 * there is taken back: beside a trigger before such a change the server spoils NOT NULL
 * columns of what INSERT with SELECT brings (MDEV-36026).
 */
final class LiveTriggers {

	/**
	 * Where a session checks nothing, the first row of an empty table stays if its
	 * statement fails after it (seen with MariaDB 11.4.5), so that only the end of the
	 * session takes it back.
	 */
	private static final String TAKEN_BACK = "DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN"
			+ " IF @@unique_checks = 0 AND @@foreign_key_checks = 0 THEN KILL CONNECTION_ID(); END IF; RESIGNAL; END; ";

	/** Longer texts are no message of a signal. */
	private static final int LONGEST_MESSAGE = 128;

	private final Dialect dialect;

	private final boolean afterwards;

	private final String lock;

	private final Connection connection;

	private final Unit unit;

	private final Function<Watched, String> queue;

	private final Set<String> there = new HashSet<>();

	private final Map<String, String> first = new LinkedHashMap<>();

	LiveTriggers(Dialect dialect, Variant variant, Connection connection, Unit unit, Function<Watched, String> queue) {
		this.dialect = dialect;
		this.afterwards = variant.mariadb();
		this.lock = variant.mariadb() ? " LOCK IN SHARE MODE" : " FOR SHARE";
		this.connection = connection;
		this.unit = unit;
		this.queue = queue;
	}

	List<List<String>> create(List<Watched> tables) throws SQLException {
		Statements.query(this.connection,
				"SELECT trigger_name, event_object_table, event_manipulation, action_timing FROM information_schema.triggers"
						+ " WHERE trigger_schema = database() ORDER BY action_order DESC",
				(row) -> {
					this.there.add(row.getString(1));
					if (!row.getString(1).startsWith("drover_")) {
						this.first.put(row.getString(4) + " " + row.getString(3) + " " + row.getString(2),
								row.getString(1));
					}
				});
		List<List<String>> all = new ArrayList<>();
		CascadingKeys cascades = CascadingKeys.read(this.connection, this.lock);
		Set<String> watched = new HashSet<>();
		// a parent's triggers write into the queues of its children
		tables.forEach((table) -> all.add(List.of(createQueue(table))));
		tables.forEach((table) -> watched.add(table.table().name().name()));
		for (Watched table : tables) {
			all.addAll(triggers(table, cascades, tables, watched));
		}
		int ordinal = 0;
		for (String parent : cascades.parents()) {
			if (!watched.contains(parent)) {
				all.addAll(parentTriggers(parent, "p" + ordinal++, cascades, tables, watched));
			}
		}
		return all;
	}

	private String createQueue(Watched table) {
		List<String> selected = new ArrayList<>();
		for (int i = 0; i < table.key().size(); i++) {
			selected.add(this.dialect.quote(table.key().get(i).name()) + " AS "
					+ this.dialect.quote(table.noted().get(i).name()));
		}
		return "CREATE TABLE IF NOT EXISTS " + this.queue.apply(table)
				+ " (id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, noted_at TIMESTAMP(6) NOT NULL"
				+ " DEFAULT CURRENT_TIMESTAMP(6)) ENGINE=InnoDB AS SELECT " + String.join(", ", selected) + " FROM "
				+ this.dialect.quote(table.table().name()) + " WHERE 1 = 0";
	}

	private List<List<String>> triggers(Watched table, CascadingKeys cascades, List<Watched> tables,
			Set<String> noted) {
		TableName of = table.table().name();
		String name = of.name();
		String mark = table.queue().substring(2);
		boolean late = this.afterwards && cascades.foundAfterwards(name, noted);
		String inserting = gate();
		String updating = inserting + children(cascades.ofUpdate(name, this.dialect, tables, this.queue, late));
		List<List<String>> all = new ArrayList<>();
		if (!this.afterwards) {
			add(all, of, mark, "BEFORE INSERT", inserting);
		}
		if (!late) {
			add(all, of, mark, "BEFORE UPDATE", updating);
		}
		add(all, of, mark, "BEFORE DELETE",
				gate() + children(cascades.ofDelete(name, this.dialect, tables, this.queue)));
		add(all, of, mark, "AFTER INSERT", (this.afterwards ? inserting + " " : "") + noting(note(table, "NEW.")));
		add(all, of, mark, "AFTER UPDATE", (late ? updating + " " : "")
				+ noting(note(table, "OLD.") + " IF " + changed(table) + " THEN " + note(table, "NEW.") + " END IF;"));
		add(all, of, mark, "AFTER DELETE", noting(note(table, "OLD.")));
		return all;
	}

	/**
	 * A parent that is not followed: what it does to its children is fenced and noted.
	 */
	private List<List<String>> parentTriggers(String parent, String ordinal, CascadingKeys cascades,
			List<Watched> tables, Set<String> noted) {
		List<List<String>> all = new ArrayList<>();
		String mark = this.unit.id() + "_" + ordinal;
		boolean late = this.afterwards && cascades.foundAfterwards(parent, noted);
		List<String> updates = cascades.ofUpdate(parent, this.dialect, tables, this.queue, late);
		List<String> deletes = cascades.ofDelete(parent, this.dialect, tables, this.queue);
		if (!updates.isEmpty()) {
			add(all, TableName.of(parent), mark, late ? "AFTER UPDATE" : "BEFORE UPDATE", gate() + children(updates));
		}
		if (!deletes.isEmpty()) {
			add(all, TableName.of(parent), mark, "BEFORE DELETE", gate() + children(deletes));
		}
		return all;
	}

	private void add(List<List<String>> all, TableName table, String mark, String event, String body) {
		String[] words = event.split(" ");
		String name = "drover_" + Character.toLowerCase(words[0].charAt(0)) + Character.toLowerCase(words[1].charAt(0))
				+ "_" + mark;
		if (this.there.contains(name)) {
			return;
		}
		String first = (words[0].equals("BEFORE") || this.afterwards) ? this.first.get(event + " " + table.name())
				: null;
		all.add(List.of("DROP TRIGGER IF EXISTS " + this.dialect.quote(name), Session.mode(Session.TRIGGER_MODE),
				"CREATE TRIGGER " + this.dialect.quote(name) + " " + event + " ON " + this.dialect.quote(table)
						+ " FOR EACH ROW " + ((first == null) ? "" : "PRECEDES " + this.dialect.quote(first) + " ")
						+ "BEGIN DECLARE drover_state VARCHAR(10); "
						+ ((this.afterwards && event.equals("AFTER INSERT")) ? TAKEN_BACK : "")
						+ "IF NOT (@drover_apply <=> " + SqlText.literal(this.unit.token()) + ") THEN " + body
						+ " END IF; END",
				Session.mode(Session.SQL_MODE)));
	}

	private String gate() {
		String told = "drover: moved to " + this.unit.elsewhere();
		return "SET drover_state = NULL; SELECT g.state, g.armed INTO drover_state, " + noting() + " FROM "
				+ this.dialect.droverTable("gate") + " g WHERE g.unit = " + SqlText.literal(this.unit.id()) + this.lock
				+ "; IF NOT (drover_state <=> 'open') THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = "
				+ SqlText.literal(told.substring(0, Math.min(told.length(), LONGEST_MESSAGE))) + "; END IF;";
	}

	/**
	 * Tells the trigger after the change of a row what the one before it has read there,
	 * under a lock that lasts longer: to read it twice costs as much as to note.
	 */
	private String noting() {
		return "@drover_noting_" + this.unit.id();
	}

	private String noting(String notes) {
		return "IF " + noting() + " = 1 THEN " + notes + " END IF;";
	}

	/** As {@link #noting(String)}: without a way back nobody would read these either. */
	private String children(List<String> statements) {
		return statements.isEmpty() ? ""
				: " " + noting(statements.stream().map((sql) -> sql + ";").collect(Collectors.joining(" ")));
	}

	private String note(Watched table, String row) {
		String noted = table.noted()
			.stream()
			.map((column) -> this.dialect.quote(column.name()))
			.collect(Collectors.joining(", "));
		String values = table.key()
			.stream()
			.map((column) -> row + this.dialect.quote(column.name()))
			.collect(Collectors.joining(", "));
		return "INSERT INTO " + this.queue.apply(table) + " (" + noted + ") VALUES (" + values + ");";
	}

	/** Two texts may be one key and not the same. */
	private String changed(Watched table) {
		return table.key()
			.stream()
			.map((column) -> KeyWords.changed(this.dialect.quote(column.name()),
					column.type().kind() == Kind.TIMESTAMPTZ))
			.collect(Collectors.joining(" OR "));
	}

}
