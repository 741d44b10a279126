package dev.drover.apply;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Dialect;
import dev.drover.engine.Engine;
import dev.drover.engine.Reject;
import dev.drover.engine.RowCursor;
import dev.drover.engine.TableRead;
import dev.drover.engine.ValueException;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.value.KeyRange;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.RowDigester;

/**
 * Notes rows again whose changes the other side has refused: it has an older state of
 * them, or lacks them, and their notes are gone. What is absent by now was noted when it
 * went.
 */
public final class AskedAgain {

	private final Flow flow;

	public AskedAgain(Flow flow) {
		this.flow = flow;
	}

	/**
	 * Notes rows of a table.
	 * @param name the table's name
	 * @param marks the marks of their keys
	 * @param gone is told each mark whose row is not there any more
	 */
	public void note(String name, Set<String> marks, Consumer<String> gone) throws SQLException {
		for (TableFlow table : this.flow.tableFlows()) {
			// nobody can name rows of a table without a key: they come with all others
			if (!marks.isEmpty() && table.name().equals(name) && !table.watched().keyless()) {
				Set<String> absent = new HashSet<>(marks);
				try (Connection connection = this.flow.from().connect()) {
					note(connection, table, found(connection, table, absent));
				}
				absent.forEach(gone);
			}
		}
	}

	/**
	 * Finds the keys of rows that could not be read.
	 * @param name the table's name
	 * @param unreadable the marks of the rows
	 * @return the marks of the keys by those of the rows; of those rows that are there
	 */
	public Map<String, String> keys(String name, Set<String> unreadable) throws SQLException {
		Map<String, String> keys = new HashMap<>();
		for (TableFlow table : this.flow.tableFlows()) {
			if (unreadable.isEmpty() || !table.name().equals(name)) {
				continue;
			}
			try (Connection connection = this.flow.from().connect()) {
				settle(connection);
				RowDigester digester = table.keyDigester();
				try (RowCursor cursor = keys(connection, table, table.mapping().source().rowKey())) {
					for (Key key = Key.next(cursor); key != null; key = Key.next(cursor)) {
						String mark = key.unreadable();
						if (unreadable.contains(mark)) {
							keys.put(mark, (key.row() == null) ? mark : table.mark(digester, table.keyed(key.row())));
						}
					}
				}
				end(connection);
			}
		}
		return keys;
	}

	/** Begins to read many rows; where nobody else could write then, bit by bit. */
	private void settle(Connection connection) throws SQLException {
		connection.setAutoCommit(this.flow.from().live().excludesAll());
	}

	private static void end(Connection connection) throws SQLException {
		if (!connection.getAutoCommit()) {
			connection.rollback();
			connection.setAutoCommit(true);
		}
	}

	private RowCursor keys(Connection connection, TableFlow table, List<Column> order) throws SQLException {
		return this.flow.from()
			.engine()
			.read(connection, new TableRead(table.mapping().source().name(), table.keys(), order, KeyRange.ALL));
	}

	/** What is found is none of those any more that are missing. */
	private List<Row> found(Connection connection, TableFlow table, Set<String> missing) throws SQLException {
		RowDigester digester = table.keyDigester();
		List<Row> found = new ArrayList<>();
		settle(connection);
		boolean odd = !missing.stream().allMatch(Reject::readable);
		try (RowCursor cursor = keys(connection, table,
				(odd || this.flow.from().live().excludesAll()) ? table.mapping().source().rowKey() : List.of())) {
			for (Key key = Key.next(cursor); key != null; key = Key.next(cursor)) {
				if (key.row() == null) {
					// noted again, it would be refused again: it is there, as it was
					missing.remove(key.unreadable());
				}
				else if (missing.remove(table.mark(digester, table.keyed(key.row())))) {
					found.add(key.row());
				}
			}
		}
		end(connection);
		return found;
	}

	private void note(Connection connection, TableFlow table, List<Row> keys) throws SQLException {
		Engine engine = this.flow.from().engine();
		Dialect dialect = engine.dialect();
		List<ColumnBinding> columns = table.keys();
		List<Integer> positions = new ArrayList<>();
		for (int i = 0; i < columns.size(); i++) {
			positions.add(i);
		}
		RowMatch match = new RowMatch(engine, columns, positions);
		String selected = columns.stream()
			.map((column) -> dialect.quote(column.column().name()))
			.collect(Collectors.joining(", "));
		String sql = "INSERT INTO " + this.flow.from().live().queue(table.watched()) + " ("
				+ dialect.quoteAll(table.watched().noted().stream().map(Column::name).toList()) + ") SELECT " + selected
				+ " FROM " + engine.rowsOf(connection, table.mapping().source().name()) + match.where();
		try (PreparedStatement insert = connection.prepareStatement(sql)) {
			for (Row key : keys) {
				match.bind(insert, 1, key);
				insert.executeUpdate();
			}
		}
	}

	/**
	 * A key, or what is known of one that can't be read.
	 *
	 * @param row the key, or {@code null}
	 * @param unreadable the mark of its row if that can't be read
	 */
	private record Key(@Nullable Row row, String unreadable) {

		static @Nullable Key next(RowCursor cursor) throws SQLException {
			try {
				Row row = cursor.next();
				return (row == null) ? null : new Key(row, mark(cursor));
			}
			catch (ValueException ex) {
				return new Key(null, mark(cursor));
			}
		}

		/** A key with NULL is the mark of no row. */
		private static String mark(RowCursor cursor) throws SQLException {
			try {
				return Reject.unreadable(cursor.key());
			}
			catch (ValueException ex) {
				return Reject.unreadable();
			}
			catch (IllegalStateException ex) {
				return "";
			}
		}

	}

}
