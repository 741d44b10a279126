package dev.drover.copy;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

import dev.drover.engine.Engine;
import dev.drover.engine.RowCursor;
import dev.drover.engine.TableRead;
import dev.drover.engine.value.KeyTuple;
import dev.drover.engine.value.Row;

/**
 * The source's rows; a failure to read them is told apart from one to write them.
 */
final class SourceRows implements RowCursor {

	private final RowCursor rows;

	private SourceRows(RowCursor rows) {
		this.rows = rows;
	}

	static RowCursor open(Engine source, Connection connection, TableRead read) throws SQLException {
		try {
			return new SourceRows(source.read(connection, read));
		}
		catch (SQLException ex) {
			throw new SourceFailedException(ex);
		}
	}

	@Override
	public @Nullable Row next() throws SQLException {
		try {
			return this.rows.next();
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
