package dev.drover.copy;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Engine;
import dev.drover.engine.RowCursor;
import dev.drover.engine.TableRead;
import dev.drover.engine.value.KeyTuple;
import dev.drover.engine.value.Row;
import dev.drover.schema.RowRules;

/**
 * The source's rows as the target is to hold them; a failure to read them is told apart
 * from one to write them.
 */
final class SourceRows implements RowCursor {

	private final RowCursor rows;

	private final RowRules rules;

	private final RowRules.Listener changes;

	private SourceRows(RowCursor rows, RowRules rules, RowRules.Listener changes) {
		this.rows = rows;
		this.rules = rules;
		this.changes = changes;
	}

	static RowCursor open(Engine source, Connection connection, TableRead read, RowRules rules,
			RowRules.Listener changes) throws SQLException {
		try {
			return new SourceRows(source.read(connection, read), rules, changes);
		}
		catch (SQLException ex) {
			throw new SourceFailedException(ex);
		}
	}

	@Override
	public @Nullable Row next() throws SQLException {
		try {
			Row row = this.rows.next();
			return (row == null) ? null : this.rules.applied(row, this.changes);
		}
		catch (SQLException ex) {
			throw new SourceFailedException(ex);
		}
	}

	@Override
	public KeyTuple key() throws SQLException {
		try {
			return this.rows.key();
		}
		catch (SQLException ex) {
			throw new SourceFailedException(ex);
		}
	}

	@Override
	public void close() throws SQLException {
		try {
			this.rows.close();
		}
		catch (SQLException ex) {
			throw new SourceFailedException(ex);
		}
	}

}
