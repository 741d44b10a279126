package dev.drover.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.BulkWriter;
import dev.drover.engine.Engine;
import dev.drover.engine.ValueException;
import dev.drover.engine.value.Row;
import dev.drover.schema.TableMapping;

/**
 * Writes into a table that held no rows, by the engine's fastest path.
 */
final class TableSink implements RowSink {

	private final Engine target;

	private final Connection connection;

	private final TableMapping mapping;

	private @Nullable BulkWriter writer;

	TableSink(Engine target, Connection connection, TableMapping mapping) {
		this.target = target;
		this.connection = connection;
		this.mapping = mapping;
	}

	@Override
	public Brought write(List<Row> rows, BiConsumer<Row, ValueException> unheld) throws SQLException {
		BulkWriter open = this.writer;
		if (open == null) {
			open = this.target.writer(this.connection, this.mapping.target().name(), this.mapping.targetColumns());
		}
		this.writer = null;
		try {
			RowSink.write(open, rows, unheld);
			Brought brought = new Brought(open.flush(), 0);
			this.writer = open;
			return brought;
		}
		finally {
			if (this.writer == null) {
				// what it holds of refused rows must not come with the next
				open.close();
			}
		}
	}

	@Override
	public void close() throws SQLException {
		BulkWriter open = this.writer;
		this.writer = null;
		if (open != null) {
			open.close();
		}
	}

}
