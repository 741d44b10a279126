package dev.drover.copy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.BiConsumer;

import dev.drover.engine.BulkWriter;
import dev.drover.engine.Dialect;
import dev.drover.engine.Engine;
import dev.drover.engine.ValueException;
import dev.drover.engine.value.Row;
import dev.drover.plan.DataTransfer;
import dev.drover.schema.Journal;
import dev.drover.schema.TableMapping;

/**
 * Writes into a table that held rows before: a chunk goes into a temporary table first,
 * and from there, by key, as the plan's {@code data.replace} wants it. What is added and
 * what is replaced is kept for the way back, in the same transaction.
 */
final class MergingSink implements RowSink {

	private final Engine target;

	private final Dialect dialect;

	private final Connection connection;

	private final TableMapping mapping;

	private final Journal journal;

	private final DataTransfer.Replace replace;

	private final String stage;

	/** Makes the temporary table; to be called outside of a transaction. */
	MergingSink(Engine target, Connection connection, TableMapping mapping, Journal journal,
			DataTransfer.Replace replace) throws SQLException {
		this.target = target;
		this.dialect = target.dialect();
		this.connection = connection;
		this.mapping = mapping;
		this.journal = journal;
		this.replace = replace;
		this.stage = this.dialect.quote(Journal.STAGE);
		update(journal.createStage(this.dialect));
		connection.commit();
	}

	@Override
	public Brought write(List<Row> rows, BiConsumer<Row, ValueException> unheld) throws SQLException {
		update(this.dialect.emptyTemporary(this.stage));
		try (BulkWriter writer = this.target.writer(this.connection, Journal.STAGE, this.mapping.targetColumns())) {
			RowSink.write(writer, rows, unheld);
			writer.flush();
		}
		long known;
		if (this.replace == DataTransfer.Replace.NONE) {
			known = update(this.journal.dropKnown(this.dialect));
		}
		else {
			known = count(this.journal.countKnown(this.dialect));
			update(this.journal.keepBefore(this.dialect));
		}
		update(this.journal.keepAdded(this.dialect));
		if (known > 0 && this.replace != DataTransfer.Replace.NONE) {
			update(this.journal.replaceKnown(this.dialect, this.replace == DataTransfer.Replace.MERGE));
		}
		long added = update(this.journal.addUnknown(this.dialect));
		return (this.replace == DataTransfer.Replace.NONE) ? new Brought(added, known) : new Brought(added + known, 0);
	}

	private long count(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getLong(1);
		}
	}

	private long update(String sql) throws SQLException {
		if (sql.isEmpty()) {
			return 0;
		}
		try (Statement statement = this.connection.createStatement()) {
			return statement.executeLargeUpdate(sql);
		}
	}

	/** The temporary table ends with its session. */
	@Override
	public void close() {
	}

}
