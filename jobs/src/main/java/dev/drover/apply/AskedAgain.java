package dev.drover.apply;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Dialect;
import dev.drover.engine.Engine;
import dev.drover.engine.Reject;
import dev.drover.engine.RowCursor;
import dev.drover.engine.TableRead;
import dev.drover.engine.catalog.Column;
import dev.drover.engine.value.KeyRange;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.RowDigester;

/**
 * Notes rows again whose changes the other side has refused: it has an older state of
 * them, and their notes are gone. What is absent by now was noted when it went.
 */
public final class AskedAgain {

	private final Flow flow;

	public AskedAgain(Flow flow) {
		this.flow = flow;
	}

	/**
	 * Notes rows of a table.
	 * @param name the table's name
	 * @param marks the marks of their rejects
	 * @param noted is told each mark whose row is noted, or is not there any more
	 */
	public void note(String name, Set<String> marks, Consumer<String> noted) throws SQLException {
		for (TableFlow table : this.flow.tableFlows()) {
			if (!marks.isEmpty() && table.name().equals(name)) {
				try (Connection connection = this.flow.from().connect()) {
					note(connection, table, found(connection, table, marks));
				}
				marks.forEach(noted);
			}
		}
	}

	private List<Row> found(Connection connection, TableFlow table, Set<String> marks) throws SQLException {
		RowDigester digester = new RowDigester(table.key().stream().map(table.mapping().kinds()::get).toList());
		List<Row> found = new ArrayList<>();
		connection.setAutoCommit(false);
		try (RowCursor cursor = this.flow.from()
			.engine()
			.read(connection, new TableRead(table.mapping().source().name(), table.keys(), List.of(), KeyRange.ALL))) {
			for (Row key = cursor.next(); key != null; key = cursor.next()) {
				if (marks.contains(Reject.row(digester.digest(table.keyed(key).project(table.key()))))) {
					found.add(key);
				}
			}
		}
		connection.rollback();
		connection.setAutoCommit(true);
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

}
