package dev.drover.apply;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Engine;
import dev.drover.engine.RowCursor;
import dev.drover.engine.TableRead;
import dev.drover.engine.value.KeyRange;
import dev.drover.engine.value.Row;
import dev.drover.engine.value.Sizes;
import dev.drover.schema.SourceKeys;
import dev.drover.schema.TableMapping;

/**
 * Reads rows of the followed side as they are now, as the other side is to hold them.
 */
final class SourceRows {

	private final Engine engine;

	private final Connection connection;

	private final ApplyListener listener;

	SourceRows(Engine engine, Connection connection, ApplyListener listener) {
		this.engine = engine;
		this.connection = connection;
		this.listener = listener;
	}

	/** All rows that a condition finds; each has to be {@link #held} then. */
	RowCursor read(TableFlow table, String condition) throws SQLException {
		TableMapping mapping = table.mapping();
		return this.engine.read(this.connection,
				new TableRead(mapping.source().name(), mapping.sourceColumns(), List.of(), KeyRange.ALL, condition));
	}

	/** The row of a key, or {@code null} if there is none. */
	@Nullable Row find(TableFlow table, Row keyed) throws SQLException {
		TableMapping mapping = table.mapping();
		List<ColumnBinding> columns = mapping.sourceColumns();
		RowMatch match = new RowMatch(this.engine, columns, table.key());
		String selected = columns.stream()
			.map((column) -> this.engine.codec()
				.expression(this.engine.dialect().quote(column.column().name()), column.column(), column.kind()))
			.collect(Collectors.joining(", "));
		// where the plan converts keys, several may be the one
		List<Row> origins = new SourceKeys(mapping, table.key()).apply(keyed);
		try (PreparedStatement select = this.connection.prepareStatement("SELECT " + selected + " FROM "
				+ this.engine.rowsOf(this.connection, mapping.source().name()) + match.whereAny(origins.size()))) {
			for (int i = 0; i < origins.size(); i++) {
				match.bind(select, 1 + i * match.parameters(), origins.get(i));
			}
			try (var row = select.executeQuery()) {
				if (!row.next()) {
					return null;
				}
				@Nullable Object[] values = new @Nullable Object[columns.size()];
				int bytes = 0;
				for (int i = 0; i < values.length; i++) {
					ColumnBinding column = columns.get(i);
					values[i] = this.engine.codec().read(row, i + 1, column.column(), column.kind());
					bytes += Sizes.of(values[i]);
				}
				return held(table, new Row(values, bytes));
			}
		}
	}

	/** A row as the other side is to hold it. */
	Row held(TableFlow table, Row row) {
		return table.rules()
			.applied(row, (column, hazard, to) -> this.listener.changed(table.name(), column, hazard, to));
	}

}
