package dev.drover.engine.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.jdbc.SqlText;
import dev.drover.engine.live.Unit;
import dev.drover.engine.live.Watched;

/**
 * The statements that make a table's queue and triggers. A row that REPLACE takes away,
 * since it has a unique value of the new one, fires no trigger of its own: it is noted
 * before.
 */
final class LiveTriggers {

	private final Dialect dialect;

	private final Unit unit;

	private final String queue;

	private final UniqueIndexes uniques;

	LiveTriggers(Dialect dialect, Connection connection, Unit unit, String queue) {
		this.dialect = dialect;
		this.uniques = new UniqueIndexes(dialect, connection);
		this.unit = unit;
		this.queue = queue;
	}

	List<String> create(Watched table) throws SQLException {
		List<String> statements = new ArrayList<>();
		List<String> columns = new ArrayList<>();
		for (Column column : table.noted()) {
			String type = column.type().declared();
			columns.add(this.dialect.quote(column.name()) + (type.isEmpty() ? "" : " " + type));
		}
		statements.add("CREATE TABLE IF NOT EXISTS " + this.queue
				+ " (id INTEGER PRIMARY KEY AUTOINCREMENT, noted_at TEXT DEFAULT CURRENT_TIMESTAMP, "
				+ String.join(", ", columns) + ")");
		String replaced = replaced(table, "");
		String other = table.key()
			.stream()
			.map((column) -> quoted(column) + " IS NOT OLD." + quoted(column))
			.collect(Collectors.joining(" OR "));
		statements.add(trigger(table, "BEFORE INSERT", gate() + replaced));
		statements.add(trigger(table, "BEFORE UPDATE", gate() + replaced(table, " AND (" + other + ")")));
		statements.add(trigger(table, "BEFORE DELETE", gate()));
		statements.add(trigger(table, "AFTER INSERT", note(table, "NEW.", "")));
		String changed = table.key()
			.stream()
			.map((column) -> "OLD." + quoted(column) + " COLLATE BINARY IS NOT NEW." + quoted(column))
			.collect(Collectors.joining(" OR "));
		statements.add(trigger(table, "AFTER UPDATE",
				note(table, "OLD.", "") + note(table, "NEW.", " AND (" + changed + ")")));
		statements.add(trigger(table, "AFTER DELETE", note(table, "OLD.", "")));
		return statements;
	}

	private String quoted(Column column) {
		return this.dialect.quote(column.name());
	}

	private String trigger(Watched table, String event, String body) {
		String[] words = event.split(" ");
		String name = "drover_" + Character.toLowerCase(words[0].charAt(0)) + Character.toLowerCase(words[1].charAt(0))
				+ table.queue().substring(1);
		return "CREATE TRIGGER IF NOT EXISTS " + this.dialect.quote(name) + " " + event + " ON "
				+ this.dialect.quote(table.table().name()) + " WHEN (" + ofGate("applying") + ") IS NOT 1 BEGIN " + body
				+ "END";
	}

	private String ofGate(String column) {
		return "SELECT " + column + " FROM " + this.dialect.droverTable("gate") + " WHERE unit = "
				+ SqlText.literal(this.unit.id());
	}

	private String gate() {
		return "SELECT RAISE(ABORT, " + SqlText.literal("drover: moved to " + this.unit.elsewhere()) + ") WHERE ("
				+ ofGate("state") + ") IS NOT 'open'; ";
	}

	private String noted(Watched table) {
		return table.noted().stream().map(this::quoted).collect(Collectors.joining(", "));
	}

	private String note(Watched table, String row, String condition) {
		String values = table.key().stream().map((column) -> row + quoted(column)).collect(Collectors.joining(", "));
		return "INSERT INTO " + this.queue + " (" + noted(table) + ") SELECT " + values + " WHERE (" + ofGate("armed")
				+ ") = 1" + condition + "; ";
	}

	/**
	 * Values are compared as the index compares them, in the table's row and the new one.
	 */
	private String replaced(Watched table, String condition) throws SQLException {
		String keys = table.key().stream().map(this::quoted).collect(Collectors.joining(", "));
		String row = table.table()
			.columns()
			.stream()
			.map((column) -> "NEW." + quoted(column) + " AS " + quoted(column))
			.collect(Collectors.joining(", ", " FROM (SELECT ", ")"));
		return this.uniques.of(table.table().name())
			.stream()
			.map((unique) -> "INSERT INTO " + this.queue + " (" + noted(table) + ") SELECT " + keys + " FROM "
					+ this.dialect.quote(table.table().name()) + " WHERE " + unique.same(row) + condition + " AND ("
					+ ofGate("armed") + ") = 1; ")
			.collect(Collectors.joining());
	}

}
