package dev.drover.verify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.drover.apply.RowMatch;
import dev.drover.engine.BulkWriter;
import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Engine;
import dev.drover.engine.value.Kind;
import dev.drover.engine.value.Row;
import dev.drover.schema.TableMapping;

/**
 * Changes single rows of a target table, inside the connection's open transaction.
 */
final class TargetChanges {

	private final Engine engine;

	private final Connection connection;

	private final TableMapping mapping;

	private final String table;

	private final List<ColumnBinding> columns;

	private final RowMatch match;

	TargetChanges(Engine engine, Connection connection, TableMapping mapping) throws SQLException {
		this.engine = engine;
		this.connection = connection;
		this.mapping = mapping;
		this.table = engine.rowsOf(connection, mapping.target().name());
		this.columns = SideReader.targetColumns(engine, mapping);
		List<Integer> key = mapping.keyPositions();
		// without a key the locator stands behind the values
		this.match = new RowMatch(engine, this.columns, key.isEmpty() ? List.of(this.columns.size() - 1) : key);
	}

	/** Makes the changes, in their order. */
	void apply(List<RowChange> changes) throws SQLException {
		List<Row> inserts = new ArrayList<>();
		for (RowChange change : changes) {
			switch (change.kind()) {
				case MISSING -> inserts.add(change.row());
				case EXTRA -> delete(change.row());
				case CHANGED -> update(change);
			}
		}
		if (!inserts.isEmpty()) {
			insert(inserts);
		}
	}

	private void insert(List<Row> rows) throws SQLException {
		try (BulkWriter writer = this.engine.writer(this.connection, this.mapping.target().name(),
				this.mapping.targetColumns())) {
			for (Row row : rows) {
				writer.write(row);
			}
			requireOneEach(writer.flush(), rows.size());
		}
	}

	private void delete(Row row) throws SQLException {
		if (this.mapping.keyPositions().isEmpty() && this.engine.rowLocator() == null) {
			deleteOneOfEqualRows(row);
			return;
		}
		try (PreparedStatement statement = this.connection
			.prepareStatement("DELETE FROM " + this.table + this.match.where())) {
			this.match.bind(statement, 1, row);
			requireOneEach(statement.executeUpdate(), 1);
		}
	}

	private void deleteOneOfEqualRows(Row row) throws SQLException {
		try (PreparedStatement statement = this.connection
			.prepareStatement(this.engine.deletingOne(this.mapping.target().name(), this.columns))) {
			for (int i = 0; i < this.columns.size(); i++) {
				ColumnBinding column = this.columns.get(i);
				this.engine.codec().bind(statement, i + 1, column.column(), column.kind(), row.get(i));
			}
			requireOneEach(statement.executeUpdate(), 1);
		}
	}

	/**
	 * Whether the engine may set the column anew with every update that does not set it,
	 * as {@code ON UPDATE CURRENT_TIMESTAMP} does.
	 */
	private boolean mayFollow(int position) {
		Kind type = this.columns.get(position).column().type().kind();
		return (type == Kind.TIMESTAMP || type == Kind.TIMESTAMPTZ) && !this.mapping.keyPositions().contains(position);
	}

	private void update(RowChange change) throws SQLException {
		List<Integer> changed = new ArrayList<>();
		for (int i = 0; i < this.mapping.columns().size(); i++) {
			if (change.columns().contains(this.mapping.columns().get(i).source().name()) || mayFollow(i)) {
				changed.add(i);
			}
		}
		String assignments = changed.stream().map((position) -> {
			ColumnBinding column = this.columns.get(position);
			return this.engine.dialect().quote(column.column().name()) + " = "
					+ this.engine.codec().parameter(column.column(), column.kind());
		}).collect(Collectors.joining(", "));
		try (PreparedStatement statement = this.connection
			.prepareStatement("UPDATE " + this.table + " SET " + assignments + this.match.where())) {
			int index = 1;
			for (int position : changed) {
				ColumnBinding column = this.columns.get(position);
				this.engine.codec()
					.bind(statement, index++, column.column(), column.kind(), change.row().get(position));
			}
			this.match.bind(statement, index, change.row());
			requireOneEach(statement.executeUpdate(), 1);
		}
	}

	/** What is not exactly one row is not the row that was compared. */
	private void requireOneEach(long seen, long wanted) throws SQLException {
		if (seen != wanted) {
			throw new SQLException(
					"table " + this.mapping.name() + ": " + seen + " rows were changed instead of " + wanted, "23000");
		}
	}

}
