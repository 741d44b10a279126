package dev.drover.engine.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

import dev.drover.engine.BulkWriter;
import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Dialect;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.value.Row;

/**
 * Writes rows by COPY; each flush ends one.
 */
final class CopyWriter implements BulkWriter {

	private static final int SEND_BYTES = 1 << 16;

	private final PGConnection connection;

	private final List<ColumnBinding> columns;

	private final String sql;

	private final CopyText text = new CopyText();

	private @Nullable CopyIn copy;

	CopyWriter(Dialect dialect, Connection connection, TableName table, List<ColumnBinding> columns)
			throws SQLException {
		this.connection = connection.unwrap(PGConnection.class);
		this.columns = List.copyOf(columns);
		String names = dialect.quoteAll(columns.stream().map((column) -> column.column().name()).toList());
		this.sql = "COPY " + dialect.quote(table) + (columns.isEmpty() ? "" : " (" + names + ")") + " FROM STDIN";
	}

	@Override
	public void write(Row row) throws SQLException {
		int start = this.text.length();
		try {
			for (int i = 0; i < this.columns.size(); i++) {
				if (i > 0) {
					this.text.endOfField();
				}
				this.text.value(this.columns.get(i), row.get(i));
			}
			this.text.endOfRow();
		}
		catch (RuntimeException ex) {
			this.text.cutTo(start);
			throw ex;
		}
		if (this.text.length() >= SEND_BYTES || this.text.holdsLarge()) {
			send();
		}
	}

	private CopyIn send() throws SQLException {
		CopyIn current = this.copy;
		if (current == null) {
			current = this.connection.getCopyAPI().copyIn(this.sql);
			this.copy = current;
		}
		this.text.send(current);
		this.text.cutTo(0);
		return current;
	}

	@Override
	public long flush() throws SQLException {
		if (this.copy == null && this.text.length() == 0) {
			return 0;
		}
		CopyIn current = send();
		this.copy = null;
		return current.endCopy();
	}

	@Override
	public void close() throws SQLException {
		CopyIn current = this.copy;
		this.copy = null;
		if (current != null && current.isActive()) {
			current.cancelCopy();
		}
	}

}
