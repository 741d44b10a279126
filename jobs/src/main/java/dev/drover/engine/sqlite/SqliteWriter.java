package dev.drover.engine.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.BulkWriter;
import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Engine;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.InsertWriter;
import dev.drover.engine.value.LongText;
import dev.drover.engine.value.Row;

/**
 * Writes rows by batched INSERTs, and those with a large text one by one: its bytes are
 * bound, and become a text in the file.
 */
final class SqliteWriter implements BulkWriter {

	private final Engine engine;

	private final Connection connection;

	private final TableName table;

	private final List<ColumnBinding> columns;

	private final BulkWriter inserts;

	private @Nullable Boolean utf8;

	private long written;

	SqliteWriter(Engine engine, Connection connection, TableName table, List<ColumnBinding> columns)
			throws SQLException {
		this.engine = engine;
		this.connection = connection;
		this.table = table;
		this.columns = List.copyOf(columns);
		this.inserts = new InsertWriter(engine, connection, table, columns);
	}

	@Override
	public void write(Row row) throws SQLException {
		if (holdsLongText(row) && isUtf8()) {
			this.written += this.inserts.flush();
			this.written += insert(row);
		}
		else {
			this.inserts.write(row);
		}
	}

	private static boolean holdsLongText(Row row) {
		for (int i = 0; i < row.size(); i++) {
			if (row.get(i) instanceof LongText) {
				return true;
			}
		}
		return false;
	}

	private boolean isUtf8() throws SQLException {
		Boolean known = this.utf8;
		if (known == null) {
			known = LargeTexts.areUtf8(this.connection);
			this.utf8 = known;
		}
		return known;
	}

	private long insert(Row row) throws SQLException {
		StringBuilder markers = new StringBuilder();
		for (int i = 0; i < this.columns.size(); i++) {
			ColumnBinding column = this.columns.get(i);
			markers.append((i == 0) ? "" : ", ")
				.append((row.get(i) instanceof LongText) ? "CAST(? AS TEXT)"
						: this.engine.codec().parameter(column.column(), column.kind()));
		}
		String names = this.engine.dialect()
			.quoteAll(this.columns.stream().map((column) -> column.column().name()).toList());
		try (PreparedStatement statement = this.connection.prepareStatement("INSERT INTO "
				+ this.engine.dialect().quote(this.table) + " (" + names + ") VALUES (" + markers + ")")) {
			for (int i = 0; i < this.columns.size(); i++) {
				ColumnBinding column = this.columns.get(i);
				if (row.get(i) instanceof LongText text) {
					statement.setBytes(i + 1, text.copy());
				}
				else {
					this.engine.codec().bind(statement, i + 1, column.column(), column.kind(), row.get(i));
				}
			}
			return statement.executeUpdate();
		}
	}

	@Override
	public long flush() throws SQLException {
		long rows = this.written + this.inserts.flush();
		this.written = 0;
		return rows;
	}

	@Override
	public void close() throws SQLException {
		this.inserts.close();
	}

}
