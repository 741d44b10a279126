package dev.drover.engine.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.catalog.Catalog;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.catalog.ColumnType;
import dev.drover.engine.catalog.ForeignKey;
import dev.drover.engine.catalog.Identity;
import dev.drover.engine.catalog.Index;
import dev.drover.engine.catalog.Key;
import dev.drover.engine.catalog.LeftBehind;
import dev.drover.engine.catalog.Lineage;
import dev.drover.engine.catalog.SequenceOptions;
import dev.drover.engine.catalog.Table;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.Defaults;

/**
 * Reads a SQLite database by its pragmas.
 */
final class SqliteCatalog {

	private final Connection connection;

	/** Asked once for all, since SQLite looks through its whole schema for each. */
	private final Set<String> withoutRowid = new HashSet<>();

	/**
	 * Tables in which a virtual one keeps its rows; only its module may write to them.
	 */
	private final Set<String> ofVirtualTables = new HashSet<>();

	private final Map<String, String> indexTexts = new HashMap<>();

	/** Tables by their names in lower case. */
	private final Map<String, String> asCreated = new HashMap<>();

	SqliteCatalog(Connection connection) {
		this.connection = connection;
	}

	Catalog read() throws SQLException {
		List<Table> tables = new ArrayList<>();
		List<LeftBehind> leftBehind = new ArrayList<>();
		readOnce();
		for (Map<String, String> object : rows("SELECT type, name, sql FROM sqlite_master"
				+ " WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE 'drover\\_%' ESCAPE '\\' ORDER BY name")) {
			String name = text(object, "name");
			switch (text(object, "type")) {
				case "table" -> {
					if (text(object, "sql").toUpperCase(Locale.ROOT).startsWith("CREATE VIRTUAL")) {
						leftBehind.add(new LeftBehind("virtual table", name, true));
					}
					else if (!this.ofVirtualTables.contains(name)) {
						tables.add(table(name, text(object, "sql")));
					}
				}
				case "view" -> leftBehind.add(new LeftBehind("view", name));
				case "trigger" -> leftBehind.add(new LeftBehind("trigger", name));
				default -> {
				}
			}
		}
		return new Catalog(tables, List.of(), List.of(), leftBehind);
	}

	private void readOnce() throws SQLException {
		for (Map<String, String> row : rows(
				"SELECT name, type FROM pragma_table_list WHERE schema = 'main' AND (wr = 1 OR type = 'shadow')")) {
			(text(row, "type").equals("shadow") ? this.ofVirtualTables : this.withoutRowid).add(text(row, "name"));
		}
		for (Map<String, String> row : rows("SELECT type, name, lower(name) AS lower_name, sql FROM sqlite_master"
				+ " WHERE type IN ('table', 'index')")) {
			if (text(row, "type").equals("index")) {
				this.indexTexts.put(text(row, "name"), text(row, "sql"));
			}
			else {
				this.asCreated.put(text(row, "lower_name"), text(row, "name"));
			}
		}
	}

	private Table table(String name, String sql) throws SQLException {
		CreateTableText statement = new CreateTableText(sql);
		List<Map<String, String>> infos = rows("SELECT * FROM pragma_table_xinfo(?)", name);
		boolean withoutRowid = this.withoutRowid.contains(name);
		List<String> primary = infos.stream()
			.filter((info) -> !"0".equals(info.get("pk")))
			.sorted(Comparator.comparingInt((info) -> Integer.parseInt(text(info, "pk"))))
			.map((info) -> text(info, "name"))
			.toList();
		boolean nullInKey = !primary.isEmpty() && !withoutRowid && holdsNull(name, infos, primary);
		List<Column> columns = new ArrayList<>();
		for (Map<String, String> info : infos) {
			columns.add(column(name, info, statement, primary, withoutRowid, nullInKey));
		}
		List<Key> uniques = new ArrayList<>();
		List<Index> indexes = new ArrayList<>();
		readIndexes(name, uniques, indexes, statement);
		Key key = primary.isEmpty() ? null : new Key("", primary, statement.onConflict(primary));
		if (key != null && nullInKey) {
			uniques.add(key);
			key = null;
		}
		return new Table(TableName.of(name), columns, key, uniques, indexes, foreignKeys(name, statement.deferred()),
				statement.checks(), Lineage.NONE, sql, -1, -1);
	}

	/** SQLite lets NULL into a primary key that is no rowid; other engines don't. */
	private boolean holdsNull(String table, List<Map<String, String>> infos, List<String> primary) throws SQLException {
		List<String> conditions = new ArrayList<>();
		for (Map<String, String> info : infos) {
			if (primary.contains(text(info, "name")) && "0".equals(info.get("notnull"))) {
				conditions.add(quote(text(info, "name")) + " IS NULL");
			}
		}
		return !conditions.isEmpty() && !rows(
				"SELECT 1 AS found FROM " + quote(table) + " WHERE " + String.join(" OR ", conditions) + " LIMIT 1")
			.isEmpty();
	}

	private Column column(String table, Map<String, String> info, CreateTableText statement, List<String> primary,
			boolean withoutRowid, boolean nullInKey) throws SQLException {
		String name = text(info, "name");
		ColumnType type = SqliteTypes.parse(text(info, "type"));
		if (!SqliteTypes.known(text(info, "type"))) {
			type = SqliteTypes.of(text(info, "type"), storageClasses(table, name));
		}
		boolean inKey = primary.contains(name) && !nullInKey;
		Identity identity = null;
		if (inKey && primary.size() == 1 && !withoutRowid && text(info, "type").equalsIgnoreCase("INTEGER")) {
			identity = identity(table, name, statement.autoincrement(name));
		}
		boolean generated = "2".equals(info.get("hidden")) || "3".equals(info.get("hidden"));
		return new Column(name, type, !inKey && "0".equals(info.get("notnull")),
				generated ? null : Defaults.parse(info.get("dflt_value")), identity,
				generated ? statement.generated(name) : null, statement.collation(name));
	}

	/** Which types the values have in a column whose own type says nothing. */
	private List<String> storageClasses(String table, String column) throws SQLException {
		return rows("SELECT DISTINCT typeof(" + quote(column) + ") AS class FROM " + quote(table) + " WHERE "
				+ quote(column) + " IS NOT NULL")
			.stream()
			.map((row) -> text(row, "class"))
			.toList();
	}

	/**
	 * A rowid alias numbers itself; AUTOINCREMENT moreover never gives a number twice.
	 */
	private Identity identity(String table, String column, boolean never) throws SQLException {
		long last = longOf(rows("SELECT max(" + quote(column) + ") AS last FROM " + quote(table)).get(0).get("last"));
		if (never) {
			for (Map<String, String> row : rows("SELECT seq FROM sqlite_sequence WHERE name = ?", table)) {
				last = Math.max(last, longOf(row.get("seq")));
			}
		}
		return new Identity(never, SequenceOptions.DEFAULT, (last == Long.MAX_VALUE) ? last : Math.max(1, last + 1));
	}

	private void readIndexes(String table, List<Key> uniques, List<Index> indexes, CreateTableText created)
			throws SQLException {
		for (Map<String, String> info : rows("SELECT * FROM pragma_index_list(?) ORDER BY seq DESC", table)) {
			String name = text(info, "name");
			boolean apart = "c".equals(info.get("origin"));
			String sql = apart ? this.indexTexts.getOrDefault(name, "") : "";
			CreateIndexText statement = new CreateIndexText(sql);
			List<Index.Part> parts = new ArrayList<>();
			for (Map<String, String> part : rows("SELECT * FROM pragma_index_xinfo(?) WHERE key = 1 ORDER BY seqno",
					name)) {
				String column = part.get("name");
				parts.add(new Index.Part(column, (column == null) ? statement.expression(parts.size()) : null,
						"1".equals(part.get("desc"))));
			}
			if ("u".equals(info.get("origin"))) {
				List<String> columns = parts.stream().map((part) -> String.valueOf(part.column())).toList();
				uniques.add(new Key("", columns, created.onConflict(columns)));
			}
			else if (apart) {
				indexes
					.add(new Index(name, "1".equals(info.get("unique")), parts, statement.predicate(), "btree", sql));
			}
		}
	}

	private List<ForeignKey> foreignKeys(String table, List<Boolean> deferred) throws SQLException {
		Map<Integer, List<Map<String, String>>> byId = new TreeMap<>(Comparator.reverseOrder());
		for (Map<String, String> row : rows("SELECT * FROM pragma_foreign_key_list(?) ORDER BY id, seq", table)) {
			byId.computeIfAbsent(Integer.valueOf(text(row, "id")), (id) -> new ArrayList<>()).add(row);
		}
		List<ForeignKey> keys = new ArrayList<>();
		for (List<Map<String, String>> parts : byId.values()) {
			Map<String, String> first = parts.get(0);
			String referenced = tableAsCreated(text(first, "table"));
			List<String> to = (first.get("to") == null)
					? rows("SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk", referenced).stream()
						.map((row) -> text(row, "name"))
						.toList()
					: parts.stream().map((row) -> text(row, "to")).toList();
			boolean waits = keys.size() < deferred.size() && deferred.get(keys.size());
			keys.add(new ForeignKey("", parts.stream().map((row) -> text(row, "from")).toList(),
					TableName.of(referenced), to, action(text(first, "on_delete")), action(text(first, "on_update")),
					waits, waits, false));
		}
		return keys;
	}

	/** A foreign key may spell the table in another case than its CREATE TABLE. */
	private String tableAsCreated(String name) {
		return this.asCreated.getOrDefault(lower(name), name);
	}

	/** As SQLite lowers names: those letters only. */
	private static String lower(String name) {
		StringBuilder lower = new StringBuilder(name);
		for (int i = 0; i < lower.length(); i++) {
			char letter = lower.charAt(i);
			if (letter >= 'A' && letter <= 'Z') {
				lower.setCharAt(i, (char) (letter + ('a' - 'A')));
			}
		}
		return lower.toString();
	}

	private static ForeignKey.Action action(String sql) {
		return ForeignKey.Action.valueOf(sql.replace(' ', '_'));
	}

	private static long longOf(@Nullable String text) {
		return (text == null) ? 0 : Long.parseLong(text);
	}

	private static String text(Map<String, String> row, String column) {
		String value = row.get(column);
		return (value == null) ? "" : value;
	}

	private static String quote(String name) {
		return '"' + name.replace("\"", "\"\"") + '"';
	}

	private List<Map<String, String>> rows(String sql, String... parameters) throws SQLException {
		List<Map<String, String>> rows = new ArrayList<>();
		try (PreparedStatement statement = this.connection.prepareStatement(sql)) {
			for (int i = 0; i < parameters.length; i++) {
				statement.setString(i + 1, parameters[i]);
			}
			try (ResultSet result = statement.executeQuery()) {
				while (result.next()) {
					Map<String, String> row = new TreeMap<>();
					for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
						String value = result.getString(i);
						if (value != null) {
							row.put(result.getMetaData().getColumnName(i), value);
						}
					}
					rows.add(row);
				}
			}
		}
		return rows;
	}

}
