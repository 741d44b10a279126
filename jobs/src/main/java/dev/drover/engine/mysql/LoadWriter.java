package dev.drover.engine.mysql;

import java.sql.Connection;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;

import com.mysql.cj.jdbc.exceptions.PacketTooBigException;

import dev.drover.engine.BulkWriter;
import dev.drover.engine.ColumnBinding;
import dev.drover.engine.Engine;
import dev.drover.engine.catalog.TableName;
import dev.drover.engine.jdbc.InsertWriter;
import dev.drover.engine.jdbc.Statements;
import dev.drover.engine.value.Row;

/**
 * Writes rows by LOAD DATA LOCAL. Where it warns nothing of it stays, and INSERTs say
 * what is wrong, or write the rows.
 */
final class LoadWriter implements BulkWriter {

	private final boolean allowed;

	private static final String TOO_LONG = "22001";

	private final Engine engine;

	private final Connection connection;

	private final TableName table;

	private final List<ColumnBinding> columns;

	private final LoadStatement load;

	private final LoadText text = new LoadText();

	private final List<Row> rows = new ArrayList<>();

	/**
	 * Creates a writer.
	 * @param allowed whether the server takes LOAD DATA LOCAL
	 */
	LoadWriter(Engine engine, Connection connection, TableName table, List<ColumnBinding> columns, boolean allowed) {
		this.allowed = allowed;
		this.engine = engine;
		this.connection = connection;
		this.table = table;
		this.columns = List.copyOf(columns);
		this.load = new LoadStatement(engine.dialect(), connection, table, columns);
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
		this.rows.add(row);
	}

	@Override
	public long flush() throws SQLException {
		if (this.rows.isEmpty()) {
			return 0;
		}
		try {
			if (!this.allowed) {
				return insert();
			}
			Savepoint before = this.connection.setSavepoint();
			if (this.load.loads(this.text.stream(), this.rows::size)) {
				return this.rows.size();
			}
			this.connection.rollback(before);
			return insert();
		}
		finally {
			this.rows.clear();
			this.text.cutTo(0);
		}
	}

	private long insert() throws SQLException {
		try (BulkWriter inserts = new InsertWriter(this.engine, this.connection, this.table, this.columns)) {
			for (Row row : this.rows) {
				inserts.write(row);
			}
			return inserts.flush();
		}
		catch (SQLException ex) {
			throw told(ex);
		}
	}

	/** A packet that the server would not take is a row's fault, not the connection's. */
	private SQLException told(SQLException failure) throws SQLException {
		for (Throwable each = failure; each != null; each = each.getCause()) {
			if (each instanceof PacketTooBigException) {
				List<Long> limit = new ArrayList<>();
				Statements.query(this.connection, "SELECT @@max_allowed_packet", (row) -> limit.add(row.getLong(1)));
				return new SQLDataException(
						"a row is larger than max_allowed_packet of the target, " + limit.get(0)
								+ " bytes; run there: SET GLOBAL max_allowed_packet = 1073741824;",
						TOO_LONG, ServerError.PACKET_TOO_LARGE, failure);
			}
		}
		return failure;
	}

	@Override
	public void close() {
		// nothing is open between two flushes
	}

}
