package dev.drover.engine.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

import dev.drover.engine.BulkWriter;
import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Engine;
import dev.drover.engine.ValueCodec;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.value.Row;

/**
 * Writes rows by batched INSERTs.
 */
public final class InsertWriter implements BulkWriter {

	private static final int BATCH = 500;

	private final ValueCodec codec;

	private final List<ColumnBinding> columns;

	private final PreparedStatement statement;

	private int open;

	private long written;

	public InsertWriter(Engine engine, Connection connection, TableName table, List<ColumnBinding> columns)
			throws SQLException {
		this.codec = engine.codec();
		this.columns = List.copyOf(columns);
		String names = engine.dialect().quoteAll(columns.stream().map((column) -> column.column().name()).toList());
		String markers = columns.stream()
			.map((column) -> this.codec.parameter(column.column(), column.kind()))
			.collect(Collectors.joining(", "));
		this.statement = connection.prepareStatement(
				"INSERT INTO " + engine.dialect().quote(table) + " (" + names + ") VALUES (" + markers + ")");
	}

	@Override
	public void write(Row row) throws SQLException {
		for (int i = 0; i < this.columns.size(); i++) {
			ColumnBinding column = this.columns.get(i);
			this.codec.bind(this.statement, i + 1, column.column(), column.kind(), row.get(i));
		}
		this.statement.addBatch();
		if (++this.open == BATCH) {
			send();
		}
	}

	private void send() throws SQLException {
		for (int count : this.statement.executeBatch()) {
			this.written += (count == Statement.SUCCESS_NO_INFO) ? 1 : count;
		}
		this.open = 0;
	}

	@Override
	public long flush() throws SQLException {
		if (this.open > 0) {
			send();
		}
		long rows = this.written;
		this.written = 0;
		return rows;
	}

	@Override
	public void close() throws SQLException {
		this.statement.close();
	}

}
